select
    submission_id,
    form_version,
    municipality,
    reporter_id,
    collection,
    sheet,
    row,
    letters,
    activity_nr,
    unique_parents,
    unique_teachers,
    unique_support_staff,
    unique_learners,
    unique_at_risk,
    unique_families
from {{ source('collected', 'activity_log_people') }}
