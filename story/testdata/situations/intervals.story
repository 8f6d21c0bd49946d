understudy story 1
title Configured for 30 s, for 90 s and for 300 s
# If what is configured were what counts, three pools that fail together would be declared down after 30, 90 and 300
# seconds of silence. Less than 90 s counts as 90 s (F-29): the first two fall together, and the third at its own time,
# Grace after the interval in each case (H-35).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 600s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE03.lab.local site HQ edition standard automatic detect 90s failback 600s
  pool FE04.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE05.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE06.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  pair FE03.lab.local FE04.lab.local
  pair FE05.lab.local FE06.lab.local

story
== The last pings that are answered are those of 4m
at 4m1s
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE03.lab.local sees FE04.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE04.lab.local sees FE03.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE05.lab.local sees FE06.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE06.lab.local sees FE05.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
break nic FE01.lab.local
| 0h04m01s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
break nic FE03.lab.local
| 0h04m01s  FE03.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
break nic FE05.lab.local
| 0h04m01s  FE05.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)

== H-35 A ping that is missed: silent, at 4m35s
at 4m34.999999999s
expect FE02.lab.local sees FE01.lab.local up
expect FE04.lab.local sees FE03.lab.local up
expect FE06.lab.local sees FE05.lab.local up
+1ns
| 0h04m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h04m35s  FE03.lab.local sees FE04.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h04m35s  FE04.lab.local sees FE03.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h04m35s  FE05.lab.local sees FE06.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h04m35s  FE06.lab.local sees FE05.lab.local  up → silent  The answer was due and Grace has passed (H-35)
expect FE02.lab.local sees FE01.lab.local silent
expect FE04.lab.local sees FE03.lab.local silent
expect FE06.lab.local sees FE05.lab.local silent

== F-29 30 s count as 90 s: the verdict falls 90 s and Grace after the last answer
at 5m34.999999999s
| 0h05m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE04.lab.local sees FE03.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
expect FE02.lab.local sees FE01.lab.local silent
expect FE04.lab.local sees FE03.lab.local silent
+1ns
| 0h05m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h05m35s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m35s  FE04.lab.local sees FE03.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m35s  FE04.lab.local sees FE03.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h05m35s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m35s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
expect FE02.lab.local sees FE01.lab.local down
expect FE04.lab.local sees FE03.lab.local down
expect FE06.lab.local sees FE05.lab.local silent

== F-29 300 s are longer than the floor, and count
at 9m4.999999999s
| 0h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m35s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m35s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m35s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
expect FE06.lab.local sees FE05.lab.local silent
+1ns
| 0h09m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h09m05s  FE03.lab.local sees FE04.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE03.lab.local sees FE04.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h09m05s  FE05.lab.local sees FE06.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE05.lab.local sees FE06.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h09m05s  FE06.lab.local sees FE05.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE06.lab.local sees FE05.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
expect FE06.lab.local sees FE05.lab.local down
