understudy story 1
title Two SIP domains, and one was forgotten
# If one set of records served all users of a pool, a second SIP domain would need no work. Each domain is asked for by its
# own names, and an SRV target outside of the domain is refused (C-16, C-111), so that a copy of the records is of no use:
# the second domain needs names of its own, as an address that leads to the pool.

topology
  domain lab.local
  domain fabrikam.example
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user v1@fabrikam.example home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  srv _sipinternaltls._tcp.fabrikam.example priority 0 weight 0 port 5061 target FE01.lab.local
  address sipinternal.fabrikam.example target FE01.lab.local later
  address sip.fabrikam.example target FE02.lab.local later

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
v1@fabrikam.example signs in
expect u1@lab.local normal at FE01.lab.local
expect v1@fabrikam.example waiting

== C-111 The record of his domain leads out of it; names that are in it help
Add-DnsServerResourceRecord -CName -Name sipinternal -ZoneName fabrikam.example -HostNameAlias FE01.lab.local
| 0h00m00s  administrator  add address  Clients see it when their cached answer is gone (C-31, C-123)
Add-DnsServerResourceRecord -CName -Name sip -ZoneName fabrikam.example -HostNameAlias FE02.lab.local
| 0h00m00s  administrator  add address  Clients see it when their cached answer is gone (C-31, C-123)
within 40m expect v1@fabrikam.example normal at FE01.lab.local
| 0h24m23.848s  v1@fabrikam.example  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h24m23.848s  v1@fabrikam.example  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== And with two of them, he finds the backup as the others do
break nic FE01.lab.local
| 0h29m23.848s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 3m expect FE02.lab.local sees FE01.lab.local down
| 0h29m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h29m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h29m55.848s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h29m55.848s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h29m55.848s  v1@fabrikam.example  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h29m55.848s  v1@fabrikam.example  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h30m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h30m27.848s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h30m27.848s  v1@fabrikam.example  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h30m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h30m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h30m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 4m expect u1@lab.local limited at FE02.lab.local
| 0h31m03.607s  v1@fabrikam.example  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m10.529s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m35.607s  v1@fabrikam.example  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h31m42.529s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 4m expect v1@fabrikam.example limited at FE02.lab.local
