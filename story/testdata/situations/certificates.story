understudy story 1
title The life of a certificate
# If a certificate were good for ever, or gone with the first failure, sign-in on the backup would have nothing to rest on.
# It is renewed some time before it ends, by whoever is signed in then (C-63); an expired one counts as none (H-24). Here
# it lives for eight hours, the shortest that can be set, and is renewed an hour before.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  set certificate.life 8h
  set certificate.renew 1h

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m
u2@lab.local signs out
| 0h05m00s  u2@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
u3@lab.local signs out
| 0h05m00s  u3@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)

== C-63 Due after seven hours: the one who is signed in is issued another, the others are not there to ask
at 7h30m
| 7h00m00s  u1@lab.local  certificate valid → renewing  It is renewed well before it ends, by default about a month (C-63)
| 7h00m00s  u1@lab.local  certificate renewing → valid  It has been renewed in time (C-63)
| 7h00m00s  u2@lab.local  certificate valid → renewing  It is renewed well before it ends, by default about a month (C-63)
| 7h00m00s  u3@lab.local  certificate valid → renewing  It is renewed well before it ends, by default about a month (C-63)
expect u1@lab.local normal at FE01.lab.local

== L-9 What is due for renewal can be deleted as well
u3@lab.local deletes the certificate
| 7h30m00s  u3@lab.local  certificate renewing → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
u3@lab.local signs in
| 7h30m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 7h30m00s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u3@lab.local normal at FE01.lab.local

== C-63 Nobody asked for the second user's: it ends
at 8h30m
| 8h00m00s  u2@lab.local  certificate renewing → expired  Its validity is over, and it was not renewed (C-63)
expect u2@lab.local out

== H-24 Expired is as good as none: Kerberos, and another one
u2@lab.local signs in
| 8h30m00s  u2@lab.local  certificate expired → valid  An expired one counts as none: the client is issued another (H-24, C-64)
| 8h30m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u2@lab.local normal at FE01.lab.local
+5m
u2@lab.local signs out
| 8h35m00s  u2@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)

== L-9 An expired one can be cleared away
at 17h
| 14h00m00s  u1@lab.local  certificate valid → renewing  It is renewed well before it ends, by default about a month (C-63)
| 14h00m00s  u1@lab.local  certificate renewing → valid  It has been renewed in time (C-63)
| 14h30m00s  u3@lab.local  certificate valid → renewing  It is renewed well before it ends, by default about a month (C-63)
| 14h30m00s  u3@lab.local  certificate renewing → valid  It has been renewed in time (C-63)
| 15h30m00s  u2@lab.local  certificate valid → renewing  It is renewed well before it ends, by default about a month (C-63)
| 16h30m00s  u2@lab.local  certificate renewing → expired  Its validity is over, and it was not renewed (C-63)
u2@lab.local deletes the certificate
| 17h00m00s  u2@lab.local  certificate expired → none  The user clears away what is of no use any more (L-9)
expect accepted
u2@lab.local signs in
| 17h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 17h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u2@lab.local normal at FE01.lab.local
expect u1@lab.local normal at FE01.lab.local
