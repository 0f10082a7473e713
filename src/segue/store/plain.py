"""Rows as plain JSON values and back: what events remember, and what an export writes."""

from __future__ import annotations

from typing import Any

from django.db import models


def snapshot(row: models.Model) -> dict[str, Any]:
    """A row's own columns as JSON values; bytes as hexadecimal digits, moments and days as ISO 8601."""
    return {field.attname: _plain(field, field.value_from_object(row)) for field in columns_of(type(row))}


def values_of(model: type[models.Model], columns: dict[str, Any]) -> dict[str, Any]:
    """The values that `snapshot` wrote down, as the model takes them; names it does not know are left out."""
    known = {field.attname: field for field in columns_of(model)}
    return {name: _live(known[name], value) for name, value in columns.items() if name in known}


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields that are columns (a composite key is made of others)."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.CompositePrimaryKey)]


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField) or isinstance(value, bool | int | float | str):
        return value
    return bytes(value).hex() if isinstance(field, models.BinaryField) else value.isoformat()


def _live(field: Any, value: Any) -> Any:
    if value is not None and isinstance(field, models.BinaryField):
        return bytes.fromhex(value)
    return value if isinstance(field, models.JSONField | models.ForeignKey) else field.to_python(value)
