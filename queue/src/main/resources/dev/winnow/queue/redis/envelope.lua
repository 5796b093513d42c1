-- Shared by the scripts that read or write envelopes; put in where they say "include".
-- Ids are text throughout: a Lua number cannot hold 63 bits.

local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function whole(value, least)
  return type(value) == 'number' and value >= least and value < 2147483648 and value == math.floor(value)
end

-- The envelope that these bytes are, or nil.
local function decode(raw)
  local ok, e = pcall(cjson.decode, raw)
  if ok and type(e) == 'table' and e.v == 1 and type(e.id) == 'string' and #e.id <= 19 and e.id:match('^%d+$')
      and type(e.t) == 'string' and e.t ~= '' and whole(e.p, 0) and e.p <= 2 and whole(e.a, 1) and whole(e.c, 0) then
    return e
  end
  return nil
end

local function encode(e)
  return string.format('{"v":1,"id":"%s","t":%s,"p":%d,"a":%d,"c":%d}', e.id, cjson.encode(e.t), e.p, e.a, e.c)
end
