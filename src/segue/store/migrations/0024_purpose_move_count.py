from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0023_live_talks'),
    ]

    operations = [
        migrations.AddField(
            model_name='purpose',
            name='move_count',
            field=models.PositiveIntegerField(default=0, help_text='of everybody together; it tells that one more came'),
        ),
    ]
