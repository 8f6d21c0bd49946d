<#
.SYNOPSIS
Writes what a deployment of Lync Server 2013 or Skype for Business Server consists of into one JSON file.

.DESCRIPTION
For Windows PowerShell 5.1, in the product's Management Shell, by somebody who may run its Get- cmdlets. It changes nothing.
A cmdlet that fails is noted in the file, and the others run all the same.

.PARAMETER Path
The file to write.

.PARAMETER People
Also write the SIP address of every user, and in full why a cmdlet failed. Without it users are counted, pool by pool, of a failure
the kind is written, and the file names nobody.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Path,
    [switch] $People
)
$ErrorActionPreference = 'Stop'
$failed = New-Object System.Collections.ArrayList

# Why a cmdlet failed. A message can name people; without them it is the type of the exception and the error's id, if that is one.
function Get-Reason([System.Management.Automation.ErrorRecord] $Record) {
    if ($People) { return $Record.Exception.Message }
    $id = $Record.FullyQualifiedErrorId
    if ($id -notmatch '^[\w.,+]+$') { $id = 'NoId' }
    "$($Record.Exception.GetType().FullName), $id"
}

# Runs a cmdlet; one that fails returns nothing.
function Invoke-Section([string] $Name, [scriptblock] $Command) {
    try { & $Command }
    catch { [void] $failed.Add("${Name}: $(Get-Reason $_)") }
}

# Keeps some properties: truth values and numbers as they are, lists as lists of text, everything else as text.
filter Select-Plain([string[]] $Property) {
    $row = [ordered] @{}
    foreach ($name in $Property) {
        $value = $_.$name
        if ($null -eq $value) { continue }
        if ($value -is [bool] -or $value -is [int] -or $value -is [uint32]) { $row[$name] = $value }
        elseif ($value -is [System.Collections.IEnumerable] -and $value -isnot [string]) { $row[$name] = @($value | ForEach-Object { "$_" }) }
        else { $row[$name] = "$value" }
    }
    [pscustomobject] $row
}

$export = [ordered] @{}
$export['Export'] = [ordered] @{ Version = 1; Date = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture); Failed = $failed }
$export['Get-CsSipDomain'] = @(Invoke-Section 'Get-CsSipDomain' { Get-CsSipDomain | Select-Plain 'Identity', 'Name', 'IsDefault' })
$export['Get-CsSite'] = @(Invoke-Section 'Get-CsSite' { Get-CsSite | Select-Plain 'Identity', 'FederationRoute' })
$export['Get-CsPool'] = @(Invoke-Section 'Get-CsPool' { Get-CsPool | Select-Plain 'Identity', 'Fqdn', 'Site', 'Computers' })
$export['Get-CsService -Registrar'] = @(Invoke-Section 'Get-CsService -Registrar' { Get-CsService -Registrar |
    Select-Plain 'Identity', 'PoolFqdn', 'SiteId', 'Version', 'BackupRegistrar', 'EnableAutomaticFailover', 'FailureDetectionInterval', 'FailbackDetectionInterval', 'UserServer' })
$export['Get-CsService -UserServer'] = @(Invoke-Section 'Get-CsService -UserServer' { Get-CsService -UserServer | Select-Plain 'Identity', 'PoolFqdn', 'UserDatabase' })
$export['Get-CsService -Director'] = @(Invoke-Section 'Get-CsService -Director' { Get-CsService -Director | Select-Plain 'Identity', 'PoolFqdn' })
$export['Get-CsService -EdgeServer'] = @(Invoke-Section 'Get-CsService -EdgeServer' { Get-CsService -EdgeServer | Select-Plain 'Identity', 'PoolFqdn', 'SiteId', 'Registrar' })
$export['Get-CsService -CentralManagement'] = @(Invoke-Section 'Get-CsService -CentralManagement' { Get-CsService -CentralManagement | Select-Plain 'Identity', 'PoolFqdn', 'Active' })
$export['Get-CsRegistrarConfiguration'] = @(Invoke-Section 'Get-CsRegistrarConfiguration' { Get-CsRegistrarConfiguration |
    Select-Plain 'Identity', 'PoolState', 'MaxUserCount', 'DefaultEndpointExpiration', 'MinEndpointExpiration', 'MaxEndpointExpiration', 'BackupStoreUnavailableThreshold' })
$export['Get-CsBackupServiceConfiguration'] = @(Invoke-Section 'Get-CsBackupServiceConfiguration' { Get-CsBackupServiceConfiguration | Select-Plain 'Identity', 'SyncInterval' })

# Only a pool whose database is elsewhere can have a mirror. What else it has in databases can be mirrored or not.
$export['Get-CsDatabaseMirrorState'] = @(foreach ($service in $export['Get-CsService -UserServer']) {
    $pool = $service.PoolFqdn
    if ("$($service.UserDatabase)" -like "*:$pool") { continue }
    Invoke-Section "Get-CsDatabaseMirrorState -PoolFqdn $pool" { Get-CsDatabaseMirrorState -PoolFqdn $pool -DatabaseType User |
        Select-Plain 'StateOnPrimary', 'StateOnMirror', 'MirroringStatusOnPrimary' |
        Add-Member -NotePropertyName 'PoolFqdn' -NotePropertyValue $pool -PassThru }
})

$export['Get-CsUser'] = @(Invoke-Section 'Get-CsUser' {
    if ($People) { Get-CsUser -ResultSize Unlimited | Select-Plain 'RegistrarPool', 'SipAddress' }
    else {
        Get-CsUser -ResultSize Unlimited | Group-Object { "$($_.RegistrarPool)" } |
            ForEach-Object { [pscustomobject] @{ RegistrarPool = $_.Name; Count = $_.Count } }
    }
})

$export | ConvertTo-Json -Depth 6 | Out-File -FilePath $Path -Encoding UTF8
