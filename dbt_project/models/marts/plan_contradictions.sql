-- Fed by the plan check, which compares what the tables of one plan say about the same subject.
select
    cast(null as string) as municipality,
    cast(null as string) as plan_id,
    cast(null as int) as contradiction_nr,
    cast(null as string) as subject,
    cast(null as string) as kind,
    cast(null as string) as place_a,
    cast(null as string) as text_a,
    cast(null as string) as place_b,
    cast(null as string) as text_b
where 1 = 0
