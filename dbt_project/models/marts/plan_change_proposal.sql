-- Fed by the accepted task and activity reports (task_report): what should change in the plan.
select
    cast(null as string) as municipality,
    cast(null as string) as plan_id,
    cast(null as int) as results_year,
    cast(null as int) as proposal_nr,
    cast(null as string) as activity_nr,
    cast(null as string) as reporter_id,
    cast(null as string) as kind,
    cast(null as string) as text,
    cast(null as decimal(12, 2)) as next_year_eur,
    cast(null as string) as funding_source
where 1 = 0
