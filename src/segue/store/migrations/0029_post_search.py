"""Full text of posts: FTS5 that triggers keep on SQLite, so that every way of writing a post is followed; GIN on PostgreSQL.

Whoever has SQLite make the table of posts anew (a changed column can) has to make the triggers again.
"""

from django.db import migrations

POSTGRES = "CREATE INDEX post_search ON store_post USING gin (to_tsvector('simple'::regconfig, left(body, 200000)))"
SQLITE = (
    "CREATE VIRTUAL TABLE post_search USING fts5(body, content='store_post', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO post_search(post_search, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO post_search(post_search) VALUES ('rebuild')",
    "CREATE TRIGGER post_search_made AFTER INSERT ON store_post BEGIN"
    " INSERT INTO post_search(rowid, body) VALUES (new.id, new.body); END",
    "CREATE TRIGGER post_search_gone AFTER DELETE ON store_post BEGIN"
    " INSERT INTO post_search(post_search, rowid, body) VALUES ('delete', old.id, old.body); END",
    "CREATE TRIGGER post_search_changed AFTER UPDATE OF body ON store_post BEGIN"
    " INSERT INTO post_search(post_search, rowid, body) VALUES ('delete', old.id, old.body);"
    " INSERT INTO post_search(rowid, body) VALUES (new.id, new.body); END",
)
TRIGGERS = ("post_search_made", "post_search_gone", "post_search_changed")


def create(apps, schema_editor):
    for statement in (POSTGRES,) if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX post_search")
        return
    for trigger in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {trigger}")
    schema_editor.execute("DROP TABLE post_search")


class Migration(migrations.Migration):
    dependencies = [("store", "0028_letters")]
    operations = [migrations.RunPython(create, drop)]
