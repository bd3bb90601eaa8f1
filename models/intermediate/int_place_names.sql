-- Names of divisions as issuers write them, with and without what they lie in; only names that mean one place.
with divisions as (

    select
        *,
        {{ replace_all('province', '(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$', '') }} as short_province
    from {{ ref('admin_divisions') }}

),

own_names as (

    select admin_code, name as written, province, short_province, prefecture from divisions
    union all
    select admin_code, {{ replace_all('short_name', '州$', '') }} || '州', province, short_province, prefecture
    from divisions
    where name like '%自治州'
    union all
    select admin_code, short_name, null, null, null
    from divisions
    where level = 'province'

),

variants as (

    select admin_code, written from own_names
    union all
    select admin_code, prefecture || written from own_names where prefecture <> written
    union all
    select admin_code, province || written from own_names where province <> written
    union all
    select admin_code, short_province || written from own_names where province <> written
    union all
    select admin_code, province || prefecture || written from own_names where prefecture <> written
    union all
    select admin_code, short_province || prefecture || written from own_names where prefecture <> written

),

final as (

    select
        written,
        length(written) as name_length,
        min(admin_code) as admin_code
    from variants
    where written is not null
    group by written
    having count(distinct admin_code) = 1

)

select * from final
