-- Shared: the dead letters, "time lane reason id bytes", of which the last ten thousand are kept. What is larger than
-- any envelope is cut.

local function setAside(lane, reason, id, bytes)
  redis.call('LPUSH', letters, string.format('%.0f %s %s %s ', now(), lane, reason, id) .. bytes:sub(1, 262144))
  redis.call('LTRIM', letters, 0, 9999)
end
