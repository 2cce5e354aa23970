with referrals as (

    select * from {{ ref('int_referrals') }}

),

final as (

    select
        municipality,
        institution,
        school_year,
        reason,
        cases,
        change_from_previous
    from referrals

)

select * from final
