-- Which metrics a context states: in each slot the first rule that holds, one row a context and metric.
-- The rules are rendered as constants, patterns and results alike. What the same rules mapped before is taken over.
-- depends_on: {{ ref('metric_rules') }}
{% set rules = seed_rows('metric_rules', 'priority, rule_id') %}
{% set slots = ['main'] %}
{% for rule in rules if (rule.slot or 'main') not in slots %}{% do slots.append(rule.slot) %}{% endfor %}

with contexts as (

    select * from {{ ref('int_mapping_contexts') }}
    {% if has_mapped() %}
    where context_key not in (select mapped_contexts.context_key from mapped.intermediate.int_mapping_contexts as mapped_contexts)
    {% endif %}

),

rules as (

    {% if rules -%}
    select * from (
        values
        {%- for rule in rules %}
        ({{ string_literal(rule.rule_id) }}, {{ string_literal(rule.metric_code) }},
            {{ string_literal(rule.coverage or '') }}){{ ',' if not loop.last }}
        {%- endfor %}
    ) as listed (rule_id, metric_code, rule_coverage)
    {%- else -%}
    select
        cast(null as {{ dbt.type_string() }}) as rule_id,
        cast(null as {{ dbt.type_string() }}) as metric_code,
        cast(null as {{ dbt.type_string() }}) as rule_coverage
    {%- endif %}

),

matched as (

    select
        context_key
        {%- for slot in slots %},
        {{ first_rule(rules | selectattr('slot', 'in', [slot] + ([none, ''] if slot == 'main' else [])) | list) }}
            as slot_{{ loop.index }}
        {%- endfor %}
    from contexts

),

slotted as (

    {% for slot in slots -%}
    select context_key, {{ loop.index }} as slot_no, slot_{{ loop.index }} as rule_id
    from matched
    where slot_{{ loop.index }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

ranked as (

    select
        slotted.context_key,
        slotted.slot_no,
        slotted.rule_id,
        rules.metric_code,
        rules.rule_coverage,
        row_number() over (
            partition by slotted.context_key, rules.metric_code
            order by slotted.slot_no
        ) as place
    from slotted
    inner join rules on slotted.rule_id = rules.rule_id

),

final as (

    select context_key, metric_code, slot_no, rule_id, rule_coverage
    from ranked
    where place = 1
    {% if has_mapped() %}
    union all
    select context_key, metric_code, slot_no, rule_id, rule_coverage
    from mapped.intermediate.int_mapping
    where context_key in (select all_contexts.context_key from {{ ref('int_mapping_contexts') }} as all_contexts)
    {% endif %}

)

select * from final
