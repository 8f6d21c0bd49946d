// Package deployment makes a topology of a deployment that exists, as the product's own cmdlets describe it.
//
// The script export.ps1 runs on a server of the deployment, under Windows PowerShell 5.1. It changes nothing and writes one
// JSON file. Unless it is told to, it writes no names of people: users are counted, pool by pool, and of a cmdlet that failed the
// kind of its error is written, not the message.
//
//	PS> .\export.ps1 -Path deployment.json
//
// The script has not met a PowerShell yet: none is to be had where the tests run. Its syntax is held to a grammar of the language, and
// what it writes to what is read here.
//
// [Parse] reads that file, or one that was put together by hand from the output of the same cmdlets, and takes it as
// PowerShell writes it: in UTF-8 or UTF-16, with a byte-order mark or without; a list of one as that one; TimeSpans as
// objects or text; numbers and names of enumerations as text or not; objects that -Depth has cut off as text. Names of
// properties are compared without regard to case.
//
// What a file says and the model has no use for is reported as a [Remark], and so is every reading that was a choice. A file that
// cannot be what it says it is, is an [*Error] with its place. [Deployment.Story] puts the topology and the remarks into a
// story, for people to read and to edit: the cmdlets know nothing of hosts, operating systems and DNS. Whether a
// System can be made of the topology is for [Deployment.Validate] to say, with the place of what cannot be.
//
// # The file
//
// One object. Its fields are named after the cmdlets, each with what that cmdlet returned:
//
//	Export                              Version 1, Date, and what Failed, cmdlet by cmdlet
//	Get-CsSipDomain                     Name or Identity, IsDefault
//	Get-CsSite                          Identity, FederationRoute
//	Get-CsPool                          Identity or Fqdn, Site, Computers
//	Get-CsService -Registrar            Identity, PoolFqdn, SiteId, Version, BackupRegistrar, EnableAutomaticFailover,
//	                                    FailureDetectionInterval, FailbackDetectionInterval, UserServer
//	Get-CsService -Director             Identity, PoolFqdn
//	Get-CsService -UserServer           Identity, PoolFqdn, UserDatabase
//	Get-CsService -EdgeServer           Identity, PoolFqdn, SiteId, Registrar
//	Get-CsService -CentralManagement    Identity, PoolFqdn, Active
//	Get-CsRegistrarConfiguration        Identity, PoolState, MaxUserCount, Default-, Min- and MaxEndpointExpiration,
//	                                    BackupStoreUnavailableThreshold
//	Get-CsBackupServiceConfiguration    SyncInterval
//	Get-CsDatabaseMirrorState           PoolFqdn, DatabaseName, StateOnPrimary, StateOnMirror, MirroringStatusOnPrimary
//	Get-CsUser                          RegistrarPool and Count; or RegistrarPool and SipAddress
//
// Everything but the registrars can be missing.
package deployment
