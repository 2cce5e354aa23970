select
    municipality,
    institution_code,
    institution,
    school_year,
    reason,
    reported_by,
    half_years,
    reporters_expected,
    reporters_counted,
    cases,
    change_from_previous
from {{ ref('int_referrals') }}
