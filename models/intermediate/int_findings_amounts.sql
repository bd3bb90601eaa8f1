-- Amounts of penalties that do not go with the cases beside them, or with their own words; one step a rule.
{% set case_metrics = "('cases_total', 'penalty_decisions', 'cases_filed', 'cases_closed')" %}
{% set amount_metrics = "('fines_amount', 'forfeiture_amount')" %}
{# A 万 too few turns the 200 to 100,000 yuan that a case costs into less than 10, one too many into over a million. #}
{% set least_per_case = 10 %}
{% set most_per_case = 1000000 %}

with stated as (

    select * from {{ ref('int_stated') }}

),

actuals as (

    select * from stated where kind = 'actual' and subject is null and year is not null

),

amounts as (

    select * from actuals where metric_code in {{ amount_metrics }} and value > 0

),

cases as (

    select * from actuals where metric_code in {{ case_metrics }} and value > 0

),

-- The cases of the same sentence go with an amount before those that stand for the year.
in_sentence as (

    select
        amounts.observation_key as amount_key,
        cases.observation_key as case_key,
        0 as distance,
        abs(amounts.value_start - cases.value_start) as nearness
    from amounts
    inner join cases
        on
            amounts.report_key = cases.report_key
            and amounts.segment_no = cases.segment_no
            and amounts.year = cases.year
            and amounts.coverage = cases.coverage

),

in_year as (

    select
        amounts.observation_key as amount_key,
        cases.observation_key as case_key,
        1 as distance,
        case cases.metric_code
            when 'penalty_decisions' then 0 when 'cases_total' then 1 when 'cases_closed' then 2 else 3
        end as nearness
    from amounts
    inner join cases
        on
            amounts.agency_key = cases.agency_key
            and amounts.year = cases.year
            and amounts.scope = cases.scope
            and amounts.span_of_year = cases.span_of_year
            and amounts.stands_for_year
            and cases.stands_for_year

),

paired as (

    select
        *,
        row_number() over (partition by amount_key order by distance, nearness, case_key) as place
    from (
        select * from in_sentence
        union all
        select * from in_year
    ) as together

),

per_case as (

    select
        amounts.value,
        amounts.low,
        amounts.high,
        cases.value as case_count,
        cases.low as least_cases,
        cases.high as most_cases,
        cases.observation_key as case_key,
        amounts.observation_key as amount_key
    from paired
    inner join amounts on paired.amount_key = amounts.observation_key
    inner join cases on paired.case_key = cases.observation_key
    where paired.place = 1

),

-- Expected is the bound that the amount should keep with so many cases. Of a few cases one may be very large.
implausible_penalty as (

    select
        'implausible_penalty' as rule,
        case
            when high < {{ least_per_case }} * least_cases then {{ least_per_case }} * case_count
            else {{ most_per_case }} * case_count
        end as expected,
        value as found,
        case_key as expected_observation_key,
        amount_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from per_case
    where
        high < {{ least_per_case }} * least_cases
        or (low > {{ most_per_case }} * most_cases and case_count >= 5)

),

-- What an analyst would divide or set side by side, of which one is said of another scope or another part of the
-- year, while nothing of the same is stated.
money_and_cases as (

    select *, 'cases' as side from cases where stands_for_year
    union all
    select *, metric_code as side from amounts where stands_for_year

),

sides as (

    select
        amounts.agency_key,
        amounts.year,
        amounts.side,
        amounts.observation_key as amount_key,
        amounts.value as found,
        others.observation_key as other_key,
        others.value as expected,
        others.side as other_side,
        (amounts.scope <> others.scope and 'unknown' not in (amounts.scope, others.scope))
        or amounts.span_of_year <> others.span_of_year as is_apart
    from money_and_cases as amounts
    inner join money_and_cases as others
        on
            amounts.agency_key = others.agency_key
            and amounts.year = others.year
            and amounts.side <> others.side
            -- of fines and forfeitures each pair once
            and (others.side = 'cases' or amounts.side < others.side)
    where amounts.side <> 'cases'

),

nearest_apart as (

    select
        *,
        row_number() over (partition by amount_key, other_side order by expected desc, other_key) as place,
        max(case when is_apart then 0 else 1 end) over (partition by agency_key, year, side, other_side) as has_match
    from sides

),

amounts_apart as (

    select
        'amounts_apart' as rule,
        expected,
        found,
        other_key as expected_observation_key,
        amount_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from nearest_apart
    where place = 1 and has_match = 0

),

-- The warehouse read an amount otherwise than its own words say, a 万 lost or doubled: the one fault of ours here.
written as (

    select
        *,
        cast({{ extract("replace(raw, ',', '')", '^([0-9]+(?:[.][0-9]+)?)(?:万|亿)?元$') }} as varchar) as digits
    from stated
    where unit = 'CNY' and not is_corrected

),

amount_misread as (

    select
        'amount_misread' as rule,
        cast(digits as decimal(28, 8))
        * case when raw like '%万元' then 10000 when raw like '%亿元' then 100000000 else 1 end as expected,
        abs(value) as found,
        observation_key as expected_observation_key,
        observation_key as found_observation_key,
        cast(null as {{ dbt.type_string() }}) as expected_evidence
    from written
    where
        digits <> ''
        and abs(abs(value) - cast(nullif(digits, '') as decimal(28, 8))
            * case when raw like '%万元' then 10000 when raw like '%亿元' then 100000000 else 1 end) > 0.01

),

final as (

    select * from implausible_penalty
    union all
    select * from amounts_apart
    union all
    select * from amount_misread

)

select * from final
