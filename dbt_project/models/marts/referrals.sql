-- Fed by the accepted case counts (referral_counts) of the institutions.
select
    cast(null as string) as municipality,
    cast(null as string) as institution,
    cast(null as string) as school_year,
    cast(null as string) as reason,
    cast(null as int) as cases,
    cast(null as int) as change_from_previous
where 1 = 0
