-- Fed by the state enrolment workbooks (VIIS open data), one a year for the whole country.
select
    cast(null as string) as municipality_name,
    cast(null as string) as municipality,
    cast(null as string) as registration_number,
    cast(null as string) as institution_name,
    cast(null as string) as institution_kind,
    cast(null as string) as subordination,
    cast(null as string) as school_year,
    cast(null as date) as snapshot_date,
    cast(null as string) as grade,
    cast(null as int) as learners
where 1 = 0
