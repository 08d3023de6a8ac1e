
import django.db.models.deletion
import modelsearch.index
import uuid
import wagtail.fields
import wagtail.models.preview
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('one', 'One is right'), ('several', 'Several are right'), ('true-false', 'True or false'), ('order', 'Put in order')], default='one', help_text='One: exactly one answer is right. Several: some are right, some are not. True or false: two answers. In order: write the answers in the right order; they are mixed for the learner.', max_length=12, verbose_name='kind')),
                ('prompt', models.CharField(help_text='One short question: about 20 Chinese characters.', max_length=200, verbose_name='question')),
                ('options', wagtail.fields.StreamField([('option', 3)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Answer', 'max_length': 100}), 1: ('wagtail.blocks.BooleanBlock', (), {'label': 'This is right', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Said after it was chosen.', 'label': 'Reason', 'max_length': 200}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('is_right', 1), ('reason', 2)]], {})}, verbose_name='answers')),
                ('hint', models.CharField(blank=True, help_text='Said after a wrong answer, before the next try.', max_length=200, verbose_name='a friendly hint')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
    ]
