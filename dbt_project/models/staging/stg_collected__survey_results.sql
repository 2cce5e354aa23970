select
    submission_id,
    form_version,
    municipality,
    reporter_id,
    collection,
    sheet,
    row,
    question,
    question_text,
    audience,
    invited,
    answered,
    scale,
    positive_from,
    positive,
    end_date
from {{ source('collected', 'survey_results') }}
