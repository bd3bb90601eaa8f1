-- Names of divisions as issuers write them: with and without what they lie in, in full and, where is_bare, without
-- the word for the kind of place (杭州). A name may stand for several.
with divisions as (

    select
        *,
        {{ replace_all('province', '(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$', '') }} as short_province
    from {{ ref('int_divisions') }}

),

prefectures as (

    select
        name,
        short_name
    from divisions
    where admin_level = 'prefecture' and valid_to is null and unit_name is null

),

own_names as (

    select division_key, name as written, false as is_bare from divisions
    union all
    select division_key, {{ replace_all('short_name', '州$', '') }} || '州', false
    from divisions
    where name like '%自治州'
    union all
    select division_key, short_name || '县', false
    from divisions
    where name like '%自治县' and short_name not like '%县'
    union all
    select division_key, short_name, true
    from divisions
    where short_name <> name and length(short_name) > 1 and unit_name is null

),

-- What a name may lie in, as written before it; '' for nothing.
above as (

    select division_key, province as written from divisions where admin_level <> 'province'
    union all
    select division_key, short_province from divisions where admin_level <> 'province'

),

between_names as (

    select divisions.division_key, divisions.prefecture as written from divisions
    where divisions.prefecture <> divisions.name
    union all
    select divisions.division_key, prefectures.short_name
    from divisions
    inner join prefectures on divisions.prefecture = prefectures.name
    where divisions.prefecture <> divisions.name
    union all
    select divisions.division_key, {{ replace_all('prefectures.short_name', '州$', '') }} || '州'
    from divisions
    inner join prefectures on divisions.prefecture = prefectures.name
    where divisions.prefecture <> divisions.name and prefectures.name like '%自治州'

),

prefixes as (

    select division_key, written from above
    union
    select division_key, written from between_names
    union
    select above.division_key, above.written || between_names.written
    from above
    inner join between_names on above.division_key = between_names.division_key

),

variants as (

    select division_key, written, is_bare from own_names
    union
    select own_names.division_key, prefixes.written || own_names.written, own_names.is_bare
    from own_names
    inner join prefixes on own_names.division_key = prefixes.division_key

),

final as (

    select
        written,
        length(written) as name_length,
        division_key,
        min(case when is_bare then 1 else 0 end) = 1 as is_bare
    from variants
    where written is not null
    group by written, division_key

)

select * from final
