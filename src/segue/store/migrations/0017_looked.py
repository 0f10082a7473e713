from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0016_opinions'),
    ]

    operations = [
        migrations.AddField(
            model_name='mark',
            name='looked',
            field=models.BooleanField(db_default=False, default=False, help_text='the closer look was taken, too'),
        ),
    ]
