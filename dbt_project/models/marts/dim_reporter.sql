select
    municipality,
    reporter_id,
    reporter_name,
    aliases,
    reporter_kind,
    founder,
    registration_number,
    education_stages,
    study_forms,
    forms,
    contact_role,
    is_expected,
    valid_from,
    valid_to,
    successor_id
from {{ ref('stg_plans__reporters') }}
