understudy story 1
title Two pools come back at one instant
# Which of them asks the other one first is open, and shows until the next ping (H-10).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition enterprise back-end mirroring witness front-ends 3 cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition enterprise front-ends 3 automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local

story
at 0s
break power FE01.lab.local
break power FE02.lab.local
heal power FE01.lab.local
heal power FE02.lab.local
at 15m
