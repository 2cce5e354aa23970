-- Which figures each structured target of a planned result needs: one above the line, for a share or a mean one below.
-- A mean over days, weeks or months is of what can be told of a part of the year. `code` is the unit of a quantity, the
-- audience of people, the field of a form, or `line` where lines are counted as they are.
with targets as (

    select * from {{ ref('int_activity_targets') }}
    where is_planned_result

),

inputs as (

    select * from {{ ref('stg_forms__target_inputs') }}

),

periods as (

    select * from {{ ref('target_periods') }}

),

sourced as (

    select
        targets.municipality,
        targets.plan_id,
        targets.activity_nr,
        targets.target_nr,
        inputs.counts_lines,
        inputs.form,
        inputs.field_id,
        case inputs.role when 'numerator' then 'numerator' else 'denominator' end as role,
        case
            when periods.parts > 1 then coalesce(inputs.source_in_part_of_year, inputs.source) else inputs.source
        end as source,
        coalesce(inputs.quantity_unit, targets.measure) as quantity_unit,
        coalesce(inputs.audience, targets.audience) as audience
    from targets
    inner join periods on targets.per = periods.per
    inner join inputs
        on
            (inputs.role = 'numerator' and targets.measure = inputs.code)
            or (inputs.role = 'denominator' and targets.measure = 'share' and targets.audience = inputs.code)
            or (inputs.role = 'each' and targets.measure <> 'share' and targets.each = inputs.code)

),

final as (

    select
        municipality,
        plan_id,
        activity_nr,
        target_nr,
        role,
        source,
        counts_lines,
        coalesce(form, 'activity_log') as form,
        case
            when source = 'quantity' then quantity_unit
            when source in ('unique', 'participations') then audience
            when source = 'field' then field_id
            else 'line'
        end as code
    from sourced

)

select * from final
