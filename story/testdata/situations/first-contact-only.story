understudy story 1
title A client that takes the first contact only
# If the redirect alone carried users over, every client would have to read all of it. There are some that follow its
# first contact and close the connection (C-36): to them the backup, which is the second, is never named.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool Director.lab.local site HQ edition standard cms
  pair FE01.lab.local FE02.lab.local
  user all@lab.local home FE01.lab.local
  user first@lab.local home FE01.lab.local ignores-q
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target Director.lab.local

story
== C-33 Both are led home by a pool that is not theirs
all@lab.local signs in
| 0h00m00s  all@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  all@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  all@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
first@lab.local signs in
| 0h00m00s  first@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  first@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  first@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect all@lab.local normal at FE01.lab.local
expect first@lab.local normal at FE01.lab.local
+5m
break power FE01.lab.local
| 0h05m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 8m expect FE02.lab.local sees FE01.lab.local down
| 0h05m32s  all@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  all@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m32s  first@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  first@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  all@lab.local  rejected by Director.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h06m04s  first@lab.local  rejected by Director.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
# A pool that has no record of the certificate lets nobody in, and sends nobody on either (C-65).
all@lab.local deletes the certificate
| 0h06m35s  all@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
first@lab.local deletes the certificate
| 0h06m35s  first@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)

== C-36 One of them reads on
within 15m expect all@lab.local limited at FE02.lab.local
| 0h06m42.813s  first@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h06m46.681s  all@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m14.813s  first@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h07m18.681s  all@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h07m18.681s  all@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h07m18.681s  all@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
for 1h expect first@lab.local out
| 0h08m49.928s  first@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m21.928s  first@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h13m04.083s  first@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m36.083s  first@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h20m09.483s  first@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h20m41.483s  first@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h32m35.848s  first@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h33m07.848s  first@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h51m00.635s  first@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h51m32.635s  first@lab.local  redirected by Director.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
first@lab.local signs in -WhatIf
| 1h07m18.681s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 1h07m18.681s  what if  blocked: FE02.lab.local  No record, cached registrar or redirect leads the client there (L-8, C-23, C-24)
| 1h07m18.681s  what if  this does not change by itself within 1h
