"""A small warehouse in plain SQL: two invented municipalities with unlike plans."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publication.open_data.files import render_open_data
from publication.results import Results, read_results

BUILD = "create schema meta; create table meta.build as select 'f2' as fingerprint, 'r1' as rules;"

# Columns as in the marts.
TABLES = """
create schema marts;
create table marts.dim_municipality (municipality varchar, municipality_name varchar);
create table marts.dim_plan (
    municipality varchar, plan_id varchar, plan_title varchar, period_start date, period_end date, supervisor varchar,
    approved_on date, decision_nr varchar, valid_from date, valid_to date, replaces varchar,
    publication_lag_years integer
);
create table marts.dim_period (
    period varchar, period_kind varchar, start_date date, end_date date, results_year integer
);
create table marts.dim_level_label (
    municipality varchar, plan_id varchar, prevention_level integer, mark varchar, heading varchar
);
create table marts.dim_place (municipality varchar, plan_id varchar, place varchar, heading varchar);
create table marts.dim_results_column (
    municipality varchar, plan_id varchar, position integer, column_key varchar, label varchar, is_own boolean
);
create table marts.dim_goal (
    municipality varchar, plan_id varchar, goal_list varchar, goal_nr varchar, goal_order integer,
    prevention_level integer, goal_name varchar, place varchar
);
create table marts.dim_expected_result (
    municipality varchar, plan_id varchar, goal_list varchar, goal_nr varchar, result_nr integer,
    expected_result varchar, place varchar
);
create table marts.bridge_goal_goal (
    municipality varchar, plan_id varchar, goal_nr varchar, strategic_goal_nr varchar, is_inferred boolean,
    reason varchar
);
create table marts.dim_activity (
    municipality varchar, plan_id varchar, activity_key varchar, activity_nr varchar, activity_order integer,
    goal_nr varchar, prevention_level integer, activity_name varchar, planned_result varchar,
    planned_result_place varchar, responsible varchar, involved varchar, years varchar, planned_funding_text varchar
);
create table marts.dim_activity_reading (
    municipality varchar, plan_id varchar, activity_nr varchar, place varchar, field varchar, text varchar
);
create table marts.table_4_4 (
    municipality varchar, plan_id varchar, results_year integer, prevention_level integer, goal_nr varchar,
    goal_name varchar, activity_key varchar, activity_nr varchar, activity_order integer, activity_name varchar,
    planned_result varchar, planned_funding_text varchar, achieved_result varchar, achieved_value double,
    achievement_status varchar, impact_assessment varchar, factor_analysis varchar,
    invested_funding_eur decimal(12, 2), log_entries integer, texts_reviewed boolean, is_planned_year boolean,
    reporters_expected integer, reporters_counted integer, participants integer, eur_municipality decimal(12, 2),
    eur_state decimal(12, 2), eur_projects decimal(12, 2), eur_other decimal(12, 2),
    cost_per_participant_eur decimal(12, 2)
);
create table marts.text_review (
    municipality varchar, plan_id varchar, results_year integer, subject_kind varchar, subject_key varchar,
    field varchar, drafted_text varchar, facts varchar, reviewed_on date, is_reviewed boolean, is_outdated boolean,
    is_open boolean, text varchar
);
create table marts.narrative (
    municipality varchar, plan_id varchar, results_year integer, activity_key varchar, activity_nr varchar,
    field varchar, drafted_text varchar, open_text varchar, facts varchar, reviewed_text varchar, reviewed_by varchar,
    reviewed_on date, is_reviewed boolean, is_outdated boolean, is_open boolean, text varchar, publishable_text varchar
);
create table marts.dim_activity_target (
    municipality varchar, plan_id varchar, activity_nr varchar, target_nr integer, measure varchar, audience varchar,
    per varchar, each varchar, target_text varchar, is_planned_result boolean
);
create table marts.activity_target_result (
    municipality varchar, plan_id varchar, results_year integer, activity_nr varchar, target_nr integer,
    calculation varchar, first_year integer, numerator double, denominator double, achieved_value double,
    target_status varchar, best_year integer
);
create table marts.publication_due (
    municipality varchar, plan_id varchar, results_year integer, kind varchar, due_year integer, due_month integer,
    is_in_calendar boolean
);
create table marts.dim_calendar_entry (
    municipality varchar, plan_id varchar, entry_nr integer, event varchar, times_per_year integer, month integer,
    year integer, is_month_assumed boolean, responsible varchar, quote varchar, place varchar
);
create table marts.dim_indicator (
    municipality varchar, plan_id varchar, indicator_nr varchar, breakdown varchar, indicator_order integer,
    prevention_level integer, indicator_name varchar, breakdown_text varchar, indicator_key varchar, unit varchar,
    better_direction varchar, baseline_value double, baseline_period varchar, baseline_kind varchar,
    baseline_text varchar, data_source varchar, note varchar
);
create table marts.dim_indicator_key (
    indicator_key varchar, name_lv varchar, name_en varchar, definition varchar, counts varchar, numerator varchar,
    denominator varchar, unit varchar, better_direction varchar, ikms_code varchar
);
create table marts.fct_indicator_value (
    municipality varchar, plan_id varchar, indicator_key varchar, indicator_nr varchar, breakdown varchar,
    period varchar, numerator double, denominator double, value double, ci_low double, ci_high double,
    value_source varchar, reporters_expected integer, reporters_counted integer, missing_reason varchar,
    source_place varchar, definition_differs varchar, is_publishable boolean
);
create table marts.fct_indicator_value_school (
    municipality varchar, plan_id varchar, indicator_key varchar, breakdown varchar, period varchar,
    reporter_id varchar, numerator double, denominator double
);
create table marts.dim_indicator_target (
    municipality varchar, plan_id varchar, indicator_nr varchar, breakdown varchar, target_year integer,
    target_kind varchar, comparator varchar, target_value double, required_value double, target_text varchar
);
create table marts.indicator_progress (
    municipality varchar, plan_id varchar, results_year integer, indicator_nr varchar, breakdown varchar,
    baseline_value double, baseline_denominator double, is_baseline_provisional boolean,
    is_baseline_publishable boolean, latest_value double,
    latest_period varchar, is_latest_publishable boolean, change_from_baseline double, next_target_year integer,
    next_target_value double, progress_status varchar
);
create table marts.task_status (
    municipality varchar, plan_id varchar, results_year integer, task_nr varchar, task_order integer,
    activity_nr varchar, task_name varchar, deadline_text varchar, start_date date, end_date date,
    planned_state varchar, executor varchar, supervisor varchar, task_status varchar, reported_at date, note varchar,
    publishable_note varchar
);
create table marts.plan_change_proposal (
    municipality varchar, plan_id varchar, results_year integer, proposal_nr integer, proposal_key varchar,
    activity_nr varchar, task_nr varchar, reporter_id varchar, kind varchar, text varchar, publishable_text varchar,
    is_open boolean, is_outdated boolean, next_year_eur decimal(12, 2), funding_source varchar
);
create table marts.activity_budget (
    municipality varchar, plan_id varchar, results_year integer, activity_nr varchar,
    former_eur_municipality decimal(12, 2), former_eur_state decimal(12, 2), former_eur_projects decimal(12, 2),
    former_eur_other decimal(12, 2), former_eur decimal(12, 2), eur_municipality decimal(12, 2),
    eur_state decimal(12, 2), eur_projects decimal(12, 2), eur_other decimal(12, 2), eur decimal(12, 2),
    next_year_eur decimal(12, 2), next_year_sources varchar, priced_events double, unit_cost_eur decimal(12, 2),
    unit_cost_missing varchar
);
create table marts.submissions (submission_id varchar, municipality varchar, is_current boolean, is_demo boolean);
create table marts.collection_status (
    municipality varchar, collection varchar, form varchar, reporter_id varchar, due_on date, state varchar,
    is_late boolean, submission_id varchar
);
create table marts.referrals (
    municipality varchar, institution_code varchar, institution varchar, school_year varchar, reason varchar,
    reported_by varchar, half_years integer, reporters_expected integer, reporters_counted integer, cases integer,
    change_from_previous integer
);
"""

# Ezerzeme prints its own layout, has two goal lists, two plan versions and an activity planned for 2025 only; one of
# its texts is hostile. Kalnava gets the default layout and has neither tasks nor expected results. Rows go in out of
# plan order on purpose. Demonstration data count in Kalnava; in Ezerzeme real data have taken their place.
ROWS = """
insert into marts.publication_due values
    ('ezerzeme', 'ezerzeme-2024', 2024, 'annual_review', 2025, 8, true),
    ('ezerzeme', 'ezerzeme-2024-a1', 2025, 'mid_term', 2025, 12, true),
    ('ezerzeme', 'ezerzeme-2024-a1', 2027, 'final', 2027, null, false),
    ('kalnava', 'kalnava-2024', 2024, 'mid_term', 2024, null, false);
insert into marts.dim_calendar_entry values
    ('ezerzeme', 'ezerzeme-2024', 1, 'opinion_survey', null, null, null, false, null, 'Viedokļi.', '3.6'),
    ('ezerzeme', 'ezerzeme-2024', 2, 'working_group_meeting', 2, null, null, false, 'darba grupa', 'Divas.', '3.6'),
    ('ezerzeme', 'ezerzeme-2024', 3, 'mid_term_evaluation', null, 12, 2025, true, null, 'Starpposms.', '3.6'),
    ('ezerzeme', 'ezerzeme-2024', 4, 'final_report', null, 9, 2027, false, null, 'Noslēgums.', '3.6'),
    ('ezerzeme', 'ezerzeme-2024', 5, 'annual_review', 1, 8, null, false, 'Pārvalde', 'Pārskats augustā.', '3.6');
insert into marts.plan_change_proposal values
    ('ezerzeme', 'ezerzeme-2024', 2024, 1, 'good/2.1.1', '2.1', '2.1.1', 'good', 'change', 'Jāņa Bērziņa priekšlikums',
        null, true, false, 350, 'state'),
    ('ezerzeme', 'ezerzeme-2024', 2024, 2, 'good/2.1.2', '2.1', '2.1.2', 'good', 'stop', 'Pārtraukt šobrīd',
        'Pārtraukt pagaidām', false, false, null, null),
    ('ezerzeme', 'ezerzeme-2024', 2024, 3, 'partly/2.1.2', '2.1', '2.1.2', 'partly', null, null, null, false, false,
        1000.50, 'municipality'),
    ('ezerzeme', 'ezerzeme-2024', 2024, 4, 'partly', null, null, 'partly', 'new', 'Vēl viens teksts', null, true, false,
        20, null),
    ('ezerzeme', 'ezerzeme-2024', 2025, 1, 'good/2.1.1', '2.1', '2.1.1', 'good', 'continue', 'Cita gada teksts',
        'Cita gada teksts', false, false, 9, 'state');
insert into marts.activity_budget values
    ('ezerzeme', 'ezerzeme-2024', 2024, '2.1', 100, null, null, 0.5, 100.5, 12000, 345.6, null, null, 12345.6, 1350.5,
        'municipality; state', 7, 1778.01, null),
    ('ezerzeme', 'ezerzeme-2024', 2024, '2.2', null, null, null, null, null, 0, null, null, null, 0, null, null, 2,
        null, 'few_events'),
    ('ezerzeme', 'ezerzeme-2024', 2024, '10.1', 40, null, null, null, 40, null, null, null, null, null, null, null, 0,
        null, 'no_price');
insert into marts.submissions values
    ('a0', 'ezerzeme', false, true), ('b1', 'ezerzeme', true, false), ('a2', 'ezerzeme', true, false),
    ('a3', 'kalnava', true, true), ('a4', 'kalnava', true, false);
insert into marts.collection_status values
    ('ezerzeme', '2024/2025-S1', 'activity_log', 'late', null, 'none', false, null),
    ('ezerzeme', '2024/2025-S1', 'activity_log', 'good', null, 'accepted', false, 'a2'),
    ('ezerzeme', '2024/2025-S1', 'activity_log', 'partly', null, 'accepted_partly', false, 'b1'),
    ('ezerzeme', '2023/2024-S2', 'school_report', 'good', null, 'rejected', true, 'c9'),
    ('ezerzeme', '2024/2025-S2', 'school_report', 'next year', null, 'accepted', false, 'd9'),
    ('kalnava', '2023/2024-S2', 'school_report', 'other', null, 'accepted', false, 'a3');
insert into marts.referrals values
    ('ezerzeme', 'police', 'pašvaldības policija', '2023/2024', 'all', 'institution', 2, 3, 2, 61, -5),
    ('ezerzeme', 'police', 'pašvaldības policija', '2023/2024', 'absence', 'institution', 2, 3, 2, 6662, null),
    ('ezerzeme', 'police', 'pašvaldības policija', '2023/2024', 'all', 'school', 2, 9, 9, 6663, null),
    ('ezerzeme', 'police', 'pašvaldības policija', '2024/2025', 'all', 'institution', 1, 3, 3, 6664, null),
    ('ezerzeme', 'orphans_court', 'bāriņtiesa', '2022/2023', 'all', 'institution', 2, null, null, 18, null);
insert into marts.dim_municipality values ('ezerzeme', 'Ezerzemes novads'), ('kalnava', 'Kalnavas novads');
insert into marts.dim_plan values
    ('ezerzeme', 'ezerzeme-2024', 'Plāns A & B', '2024-01-01', '2027-12-31', 'Izglītības pārvalde', '2023-11-16', '7',
        '2024-01-01', '2025-06-30', null, 1),
    ('ezerzeme', 'ezerzeme-2024-a1', 'Grozītais plāns', '2024-01-01', '2027-12-31', null, null, null,
        '2025-07-01', '2027-12-31', 'ezerzeme-2024', 1),
    ('kalnava', 'kalnava-2024', 'Kalnavas plāns', '2024-01-01', '2028-12-31', null, null, null,
        '2024-01-01', '2028-12-31', null, 1);
insert into marts.dim_period values
    ('2023/2024', 'school_year', '2023-09-01', '2024-08-31', 2024),
    ('2024', 'calendar_year', '2024-01-01', '2024-12-31', 2024),
    ('2023/2024-1', 'semester', '2023-09-01', '2023-12-31', 2024),
    ('2025', 'calendar_year', '2025-01-01', '2025-12-31', 2025),
    ('2019/2020', 'school_year', '2019-09-01', '2020-08-31', 2020),
    ('2020/2021', 'school_year', '2020-09-01', '2021-08-31', 2021),
    ('2021/2022', 'school_year', '2021-09-01', '2022-08-31', 2022),
    ('2022/2023', 'school_year', '2022-09-01', '2023-08-31', 2023),
    ('2024/2025', 'school_year', '2024-09-01', '2025-08-31', 2025);
insert into marts.dim_level_label values
    ('ezerzeme', 'ezerzeme-2024', 3, 'P', 'PIELĀGOTĀ'), ('ezerzeme', 'ezerzeme-2024', 1, 'U', 'UNIVERSĀLĀ'),
    ('ezerzeme', 'ezerzeme-2024-a1', 1, 'U', 'UNIVERSĀLĀ'),
    ('kalnava', 'kalnava-2024', 1, '❶', 'UNIVERSĀLĀ PREVENCIJA');
insert into marts.dim_place values
    ('ezerzeme', 'ezerzeme-2024', '3.6', '3.6.tab. Rezultātu uzskaite'),
    ('ezerzeme', 'ezerzeme-2024', '3.1', '3.1.tab. Stratēģiskie mērķi'),
    ('kalnava', 'kalnava-2024', '4', '4. nodaļa');
insert into marts.dim_results_column values
    ('ezerzeme', 'ezerzeme-2024', 2, 'goal', 'MĒRĶIS', true),
    ('ezerzeme', 'ezerzeme-2024', 1, 'prevention_level', '', true),
    ('ezerzeme', 'ezerzeme-2024', 3, 'activity', 'AKTIVITĀTE', true),
    ('ezerzeme', 'ezerzeme-2024', 4, 'invested_funding', 'IEGULDĪTAIS FINANSĒJUMS', true),
    ('ezerzeme', 'ezerzeme-2024', 5, 'planned_result', 'PLĀNOTAIS REZULTĀTS', true),
    ('ezerzeme', 'ezerzeme-2024', 6, 'achieved_result', 'IZPILDE (sasniegtā vērtība)', true),
    ('ezerzeme', 'ezerzeme-2024', 7, 'impact_assessment', 'IETEKME', true),
    ('ezerzeme', 'ezerzeme-2024', 8, 'factor_analysis', 'FAKTORI', true),
    ('kalnava', 'kalnava-2024', 1, 'prevention_level', 'PL', false),
    ('kalnava', 'kalnava-2024', 2, 'goal', 'Mērķis', false),
    ('kalnava', 'kalnava-2024', 3, 'activity', 'Aktivitāte', false),
    ('kalnava', 'kalnava-2024', 4, 'planned_result', 'Plānotais', false),
    ('kalnava', 'kalnava-2024', 5, 'achieved_result', 'Izpilde', false),
    ('kalnava', 'kalnava-2024', 6, 'impact_assessment', 'Ietekme', false),
    ('kalnava', 'kalnava-2024', 7, 'factor_analysis', 'Faktori', false),
    ('kalnava', 'kalnava-2024', 8, 'invested_funding', 'Finansējums (EUR)', false);
insert into marts.dim_goal values
    ('ezerzeme', 'ezerzeme-2024', 'strategic', '1', 3, 1, 'Vecāku kompetences stiprināšana', '3.1'),
    ('ezerzeme', 'ezerzeme-2024', 'activity_plan', '10', 2, 3, 'Atbalsts', '3.6'),
    ('ezerzeme', 'ezerzeme-2024', 'activity_plan', '2', 1, 1, 'Vecāku kompetence', '3.6'),
    ('kalnava', 'kalnava-2024', 'activity_plan', '1', 1, 1, 'Sabiedrība', '4');
insert into marts.dim_expected_result values
    ('ezerzeme', 'ezerzeme-2024', 'strategic', '1', 2, 'Otrais sagaidāmais', '3.1'),
    ('ezerzeme', 'ezerzeme-2024', 'strategic', '1', 1, 'Pirmais sagaidāmais', '3.1');
insert into marts.bridge_goal_goal values ('ezerzeme', 'ezerzeme-2024', '2', '1', true, 'same name');
insert into marts.dim_activity_reading values
    ('ezerzeme', 'ezerzeme-2024', '10.1', '3.1', 'responsible', 'Cits dienests'),
    ('ezerzeme', 'ezerzeme-2024', '10.1', '3.6', 'responsible', 'Dienests');
insert into marts.dim_activity values
    ('ezerzeme', 'ezerzeme-2024', 'k1', '2.1', 1, '2', 1, 'CAP kurss', 'x', '3.6', null, null, '2024,2025', null),
    ('ezerzeme', 'ezerzeme-2024', 'k2', '2.2', 2, '2', 1, 'Lekcijas', 'x', '3.6', null, null, null, null),
    ('ezerzeme', 'ezerzeme-2024', 'k3', '10.1', 3, '10', 3, 'Nometnes', 'x', '3.6', 'Dienests', null, '2025', null),
    ('ezerzeme', 'ezerzeme-2024-a1', 'k1', '2.1', 1, '2', 1, 'Grozītais kurss', null, null, null, null, '2025', null),
    ('kalnava', 'kalnava-2024', 'k4', '1.1', 1, '1', 1, 'Aptauja', 'x', '4', null, null, null, null);
insert into marts.table_4_4 values
    ('ezerzeme', 'ezerzeme-2024', 2024, 3, '10', 'Atbalsts', 'k3', '10.1', 3, 'Nometnes', '50% jauniešu', null,
        null, null, 'no_data', null, null, null, 0, false, false, 27, 23, null, null, null, null, null, null),
    ('ezerzeme', 'ezerzeme-2024', 2024, 1, '2', 'Vecāku kompetence', 'k1', '2.1', 1, 'CAP kurss',
        '=1+1 <script>alert("x")</script>', 'Balvu fonds 150,00 EUR', '60 vecāki', 60, 'met', '@SUM(A1)', '-sals',
        12345.6, 3, true, true, 27, 23, 60, 12000, 345.6, null, null, 205.76),
    ('ezerzeme', 'ezerzeme-2024', 2024, 1, '2', 'Vecāku kompetence', 'k2', '2.2', 2, 'Lekcijas', '+5% vecāku', '0,00',
        'Notika', null, 'described', null, null, null, 1, false, null, 27, 23, null, null, null, null, null, null),
    ('ezerzeme', 'ezerzeme-2024-a1', 2025, 1, '2', 'Vecāku kompetence', 'k1', '2.1', 1, 'Grozītais kurss', null, null,
        null, null, 'no_data', null, null, null, 0, false, true, null, null, null, null, null, null, null, null),
    ('kalnava', 'kalnava-2024', 2024, 1, '1', 'Sabiedrība', 'k4', '1.1', 1, 'Aptauja', 'Viena aptauja', null,
        null, null, 'no_data', null, null, null, 0, false, null, null, null, null, null, null, null, null, null),
    ('kalnava', 'kalnava-2024', 2025, 1, '1', 'Sabiedrība', 'k4', '1.1', 1, 'Cita gada rinda', null, null,
        null, null, 'no_data', null, null, null, 0, false, null, null, null, null, null, null, null, null, null);
insert into marts.narrative by name
    select 'ezerzeme' as municipality, 'ezerzeme-2024' as plan_id, 2024 as results_year, activity_key, field,
        coalesce(text, 'RAKSTA ziņotājs') as drafted_text, is_reviewed, is_outdated, not is_reviewed as is_open,
        coalesce(text, 'RAKSTA ziņotājs') as text, text as publishable_text
    from (values
        ('k1', 'achieved_result', '60 vecāki', true, false), ('k1', 'impact_assessment', '@SUM(A1)', true, true),
        ('k1', 'factor_analysis', '-sals', true, false), ('k2', 'achieved_result', 'Notika', false, false),
        ('k2', 'factor_analysis', null, false, false), ('k2', 'impact_assessment', null, true, false)
    ) as texts (activity_key, field, text, is_reviewed, is_outdated);
insert into marts.dim_indicator values
    ('ezerzeme', 'ezerzeme-2024', '2', 'basic', 2, 3, 'Mācības pārtraukušo īpatsvars', 'psk. posmā', 'k', 'pct',
        'lower', 1.4, '2022/2023', 'value', '1,4% psk.', 'VIIS', 'internal note'),
    ('ezerzeme', 'ezerzeme-2024', '1', 'total', 1, 1, 'Vecāku apmierinātība', null, 'k', 'pct',
        'higher', null, '2024', 'to_be_determined', 'tiks noteikta 2024.gadā', null, null);
insert into marts.dim_indicator_key values
    ('k', 'Īpatsvars', 'Share', 'd', 'c', 'n', 'd', 'pct', 'lower', null),
    ('posts', 'Slodzes', 'Posts', 'd', 'c', 'n', null, 'posts', 'higher', null);
insert into marts.fct_indicator_value values
    ('ezerzeme', 'ezerzeme-2024', 'k', '2', 'basic', '2023/2024', 26, 348, 7.471264, 5, 10, 'submission', 3, 2, null,
        null, null, true),
    ('ezerzeme', 'ezerzeme-2024', 'k', '2', 'basic', '2022/2023', null, null, 1.4, null, null, 'observation', null,
        null, null, '3.1', null, true),
    ('ezerzeme', 'ezerzeme-2024', 'k', '2', 'basic', '2021/2022', 7771, 8882, 87.49, 86, 89, 'observation', null, null,
        null, '3.6; 3.1', 'visas <b>mācību</b> formas', false),
    ('ezerzeme', 'ezerzeme-2024', 'k', '2', 'basic', '2019/2020', 6661, null, null, null, null, 'observation', null,
        null, 'denominator_missing', '3.1', 'visas formas', false),
    ('ezerzeme', 'ezerzeme-2024', 'k', '2', 'basic', '2020/2021', 22, null, null, null, null, 'observation', null, null,
        'denominator_missing', '3.1', 'visas formas', true),
    ('ezerzeme', 'ezerzeme-2024', 'k', '2', 'basic', '2024/2025', null, null, 99.9, null, null, 'board', null, null,
        null, null, null, true),
    ('ezerzeme', 'ezerzeme-2024-a1', 'k', '2', 'basic', '2022/2023', null, null, 88.8, null, null, 'board', null, null,
        null, null, null, true),
    ('ezerzeme', 'ezerzeme-2024', 'posts', null, 'total', '2022/2023', 11.633, null, 11.633, null, null, 'observation',
        null, null, null, '3.1', null, true);
insert into marts.dim_indicator_target values
    ('ezerzeme', 'ezerzeme-2024', '1', 'total', 2027, 'value', 'gte', 45, 45, 'Līdz 45%'),
    ('ezerzeme', 'ezerzeme-2024', '1', 'total', 2025, 'change', 'gte', 5, 66.5, 'Līdz +5%'),
    ('ezerzeme', 'ezerzeme-2024', '2', 'basic', 2025, 'hold', 'lte', null, 1.4, 'Saglabāt bāzes vērtību');
insert into marts.indicator_progress values
    ('ezerzeme', 'ezerzeme-2024', 2024, '1', 'total', 61.5, null, true, true, null, null, true, null, 2025, null,
        'no_data'),
    ('ezerzeme', 'ezerzeme-2024', 2024, '2', 'basic', 1.4, null, false, true, 1.2, '2023/2024', true, -0.2, 2025, 1.4,
        'met'),
    ('ezerzeme', 'ezerzeme-2024', 2025, '2', 'basic', 1.4, null, false, true, 9.9, '2024/2025', true, 8.5, 2025, 1.4,
        'off_track');
insert into marts.task_status values
    ('ezerzeme', 'ezerzeme-2024', 2024, '2.1.2', 2, '2.1', 'Vadīt grupu', '2025.g.', '2025-01-01', '2025-12-31',
        'before_start', 'Skola', null, 'unknown', null, null, null),
    ('ezerzeme', 'ezerzeme-2024', 2024, '2.1.1', 1, '2.1', 'Atrast vadītāju', '2024.g. septembris', '2024-09-01',
        '2024-09-30', 'running', 'Pārvalde', 'Dome', 'done', '2024-10-01', 'Skolas vārdi',
        'Darba grupas vārdi');
insert into marts.text_review by name
    select municipality, plan_id, results_year, 'activity' as subject_kind, activity_key as subject_key, field,
        is_reviewed, is_outdated, is_open
    from marts.narrative
    union all
    select municipality, plan_id, results_year, 'task', task_nr, 'note',
        publishable_note is not null, false, publishable_note is null
    from marts.task_status
    where note is not null
    union all
    select municipality, plan_id, results_year, 'proposal', proposal_key, 'text', not is_open, is_outdated, is_open
    from marts.plan_change_proposal
    where text is not null;
"""


@pytest.fixture
def marts(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(tmp_path / "pmp.duckdb") as connection:
        connection.execute(BUILD)
        connection.execute(TABLES)
        connection.execute(ROWS)
        yield connection


HOSTILE = (
    '=HYPERLINK("http://x","y") #let x = 1; #panic() *b* _i_ $x^2$ @z <script>alert(1)</script> & \\ // \x07\u202e'
)
"""Formula, markup of typst and HTML, a control character and a mark that turns the direction of text."""
ENDLESS = "ā" * 300
_TYPED = {
    "municipality_name", "plan_title", "supervisor", "heading", "goal_name", "expected_result", "activity_name",
    "planned_result", "planned_funding_text", "achieved_result", "impact_assessment", "factor_analysis",
    "indicator_name", "baseline_text", "data_source", "target_text", "measure_name", "definition_differs", "task_name",
    "deadline_text", "executor", "responsible", "institution",
}  # fmt: skip


@pytest.fixture
def files(marts: duckdb.DuckDBPyConnection) -> dict[str, bytes]:
    """The open data of one publication, by name of the file."""
    return render_open_data(read_results(marts, "ezerzeme", 2024))


@pytest.fixture
def hostile(marts: duckdb.DuckDBPyConnection) -> Results:
    """Results in which every text that people typed is hostile."""
    return _spoilt(read_results(marts, "ezerzeme", 2024))


def _spoilt(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_spoilt(part) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: _spoilt(getattr(value, field.name)) for field in fields(value)}
    changed |= dict.fromkeys(_TYPED & set(changed), f"{HOSTILE} {ENDLESS}")
    return replace(value, **changed)
