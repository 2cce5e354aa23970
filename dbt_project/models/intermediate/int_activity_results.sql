-- What became of each activity in a results year over the targets of its planned result, and the figure of the first of
-- them. Beside targets with figures, one in words judges nothing; where there are only words, entries describe it.
with results_years as (

    select * from {{ ref('int_results_years') }}

),

activities as (

    select * from {{ ref('int_activities') }}

),

results as (

    select
        *,
        row_number() over (
            partition by municipality, plan_id, results_year, activity_nr
            order by target_nr
        ) as position
    from {{ ref('int_target_results') }}

),

activity_log as (

    select * from {{ ref('int_activity_log') }}

),

counted as (

    select
        municipality,
        plan_id,
        results_year,
        activity_nr,
        max(case when position = 1 then achieved_value end) as achieved_value,
        count(case when calculation <> 'words' then 1 end) as judged,
        count(case when target_status = 'exceeded' then 1 end) as exceeded,
        count(case when target_status = 'met' then 1 end) as met,
        count(case when target_status = 'not_met' then 1 end) as not_met,
        count(case when calculation <> 'words' and target_status = 'no_data' then 1 end) as no_data,
        count(case when target_status = 'described' then 1 end) as described
    from results
    group by municipality, plan_id, results_year, activity_nr

),

final as (

    select
        activities.municipality,
        activities.plan_id,
        results_years.results_year,
        activities.activity_nr,
        counted.achieved_value,
        case
            when counted.judged is null then case when activity_log.log_entries > 0 then 'described' else 'no_data' end
            when counted.judged = 0 then case when counted.described > 0 then 'described' else 'no_data' end
            when counted.no_data = counted.judged then 'no_data'
            when counted.exceeded = counted.judged then 'exceeded'
            when counted.exceeded + counted.met = counted.judged then 'met'
            when counted.not_met + counted.no_data = counted.judged then 'not_met'
            else 'partly'
        end as achievement_status
    from activities
    inner join results_years
        on
            activities.municipality = results_years.municipality
            and activities.plan_id = results_years.plan_id
    left join counted
        on
            activities.municipality = counted.municipality
            and activities.plan_id = counted.plan_id
            and results_years.results_year = counted.results_year
            and activities.activity_nr = counted.activity_nr
    left join activity_log
        on
            activities.municipality = activity_log.municipality
            and activities.activity_key = activity_log.activity_key
            and results_years.results_year = activity_log.results_year

)

select * from final
