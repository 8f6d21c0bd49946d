understudy story 1
title A fence that nothing answers
# If an order to a fence counted as done when it was given, whoever moves the store next would make a second one: the switch may not
# have heard. Only its answer counts (H-95).

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard cms management automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local

story
== H-95 There is no switch
East> fence FE02.lab.local
| 0h00m00s  FE02.lab.local  fence refused: fence-there  The pool has no power switch with a management link (H-95)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect blocked fence-there

== H-95 Nothing answers, and the server runs on
break management FE01.lab.local
| 0h00m00s  FE01.lab.local  management link cut  Its power switch cannot be reached (H-95)
West> fence FE01.lab.local
| 0h00m00s  FE01.lab.local  fence  The power of its server is to be cut (H-95)
| 0h00m00s  FE01.lab.local  open → fencing  The order goes over the management link (H-95)
expect accepted
for 9s expect FE01.lab.local fence fencing
within 1s expect FE01.lab.local fence failed
| 0h00m10s  FE01.lab.local  fencing → failed  Nothing answers, so nothing is known (H-95)
expect FE01.lab.local up
heal management FE01.lab.local
| 0h00m10s  FE01.lab.local  mended: management link cut  The fault is over (H-22)

== H-95 It is tried again, with an answer
West> fence FE01.lab.local
| 0h00m10s  FE01.lab.local  fence  The power of its server is to be cut (H-95)
| 0h00m10s  FE01.lab.local  failed → fencing  It is tried again (H-95)
within 10s expect FE01.lab.local fence fenced
| 0h00m20s  FE01.lab.local  fencing → fenced  The server is off, and the switch says so (H-95)
| 0h00m20s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
expect FE01.lab.local down

== H-95 The same link is needed to let the power through
West> unfence FE01.lab.local
| 0h00m20s  FE01.lab.local  unfence  The power of its server is to be let through (H-95)
| 0h00m20s  FE01.lab.local  fenced → lifting  The order goes over the management link (H-95)
break management FE01.lab.local
| 0h00m20s  FE01.lab.local  management link cut  Its power switch cannot be reached (H-95)
West> unfence FE01.lab.local
| 0h00m20s  FE01.lab.local  unfence refused: fence-idle  An order to the same switch is on its way (H-95)
expect blocked fence-idle
for 9s expect FE01.lab.local fence lifting
within 1s expect FE01.lab.local fence fenced
| 0h00m30s  FE01.lab.local  lifting → fenced  Nothing answers, and the switch stays as it was (H-95)
heal management FE01.lab.local
| 0h00m30s  FE01.lab.local  mended: management link cut  The fault is over (H-22)
break power FE01.lab.local
| 0h00m30s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
West> unfence FE01.lab.local
| 0h00m30s  FE01.lab.local  unfence  The power of its server is to be let through (H-95)
| 0h00m30s  FE01.lab.local  fenced → lifting  The order goes over the management link (H-95)
within 10s expect FE01.lab.local fence open
| 0h00m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h00m40s  FE01.lab.local  lifting → open  The server has its power again (H-95)

== H-95 The power may be off for reasons of its own
expect FE01.lab.local down
heal power FE01.lab.local
| 0h00m40s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h00m40s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h00m40s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect FE01.lab.local up
