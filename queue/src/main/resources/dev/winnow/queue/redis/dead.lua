-- Shared: the dead letters, newest first, of which the last ten thousand are kept.

local function keepDead(dead, letter)
  redis.call('LPUSH', dead, cjson.encode(letter))
  redis.call('LTRIM', dead, 0, 9999)
end
