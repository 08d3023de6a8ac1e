
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='LessonIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'shelf of lessons',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Competence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('framework', models.CharField(max_length=60, verbose_name='framework')),
                ('version', models.CharField(max_length=20, verbose_name='version')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
            ],
            options={
                'verbose_name': 'competence',
                'verbose_name_plural': 'competences',
                'ordering': ['framework', 'version', 'code'],
                'constraints': [models.UniqueConstraint(fields=('framework', 'version', 'code'), name='one_competence_per_code')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='LessonPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('subject', models.CharField(choices=[('apps', 'Using apps'), ('pay', 'Paying by phone'), ('risk', 'Telling scams')], max_length=8, verbose_name='subject')),
                ('audience', models.CharField(choices=[('farmers', 'Farmers and herders'), ('seniors', 'Older people'), ('both', 'Farmers and older people')], default='both', max_length=8, verbose_name='audience')),
                ('summary', models.CharField(max_length=120, verbose_name='in one sentence')),
                ('remember', models.CharField(help_text='Said on the last screen.', max_length=120, verbose_name='remember this')),
                ('steps', wagtail.fields.StreamField([('text', 4), ('picture', 7), ('tip', 8), ('danger', 9), ('do_this', 13), ('question', 14)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Up to 12 Chinese characters or six English words.', 'label': 'Heading', 'max_length': 60, 'required': False}), 1: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Drawings (SVG) are best: sharp, small and fast.', 'label': 'Picture', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it. Say what matters, in one sentence.', 'label': 'What the picture shows', 'max_length': 160, 'required': False}), 3: ('lessons.blocks.SpokenTextBlock', (), {'help_text': 'Two to four short sentences: about 20 Chinese characters or 12 English words each. An empty line starts a new paragraph.', 'label': 'Text', 'rows': 5}), 4: ('wagtail.blocks.StructBlock', [[('title', 0), ('picture', 1), ('alt', 2), ('body', 3)]], {'label': 'Text'}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 6: ('lessons.blocks.SpokenTextBlock', (), {'label': 'Text', 'required': False, 'rows': 3}), 7: ('wagtail.blocks.StructBlock', [[('title', 0), ('picture', 5), ('alt', 2), ('body', 6)]], {'label': 'Picture'}), 8: ('wagtail.blocks.StructBlock', [[('title', 0), ('picture', 1), ('alt', 2), ('body', 3)]], {'icon': 'help', 'label': 'Tip'}), 9: ('wagtail.blocks.StructBlock', [[('title', 0), ('picture', 1), ('alt', 2), ('body', 3)]], {'icon': 'warning', 'label': 'Danger'}), 10: ('lessons.blocks.SpokenTextBlock', (), {'label': 'Introduction', 'required': False, 'rows': 2}), 11: ('lessons.blocks.SpokenCharBlock', (), {'label': 'One thing to do', 'max_length': 160}), 12: ('wagtail.blocks.ListBlock', (11,), {'help_text': 'Two to six short sentences, in order.', 'label': 'What to do', 'max_num': 6, 'min_num': 2}), 13: ('wagtail.blocks.StructBlock', [[('title', 0), ('picture', 1), ('alt', 2), ('body', 10), ('items', 12)]], {'label': 'Do this'}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('quiz.Question',), {'icon': 'circle-check', 'label': 'Question'})}, help_text='Three to eight steps, one screen each, at least one of them a question. Five minutes at most.', verbose_name='steps')),
                ('source', models.TextField(help_text='Where the facts come from, with the address.', verbose_name='source')),
                ('checked_on', models.DateField(null=True, verbose_name='facts checked on')),
                ('review_by', models.DateField(help_text='At most 180 days later.', null=True, verbose_name='check again by')),
                ('curriculum_key', models.SlugField(blank=True, editable=False, help_text='Name of the curriculum file it was loaded from.', max_length=60)),
                ('curriculum_digest', models.CharField(blank=True, editable=False, help_text='Hash of what was loaded; differs once an editor changed the page.', max_length=64)),
                ('competences', modelcluster.fields.ParentalManyToManyField(blank=True, to='lessons.competence', verbose_name='competences')),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
            },
            bases=('wagtailcore.page',),
        ),
    ]
