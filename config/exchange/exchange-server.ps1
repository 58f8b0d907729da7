<#
.SYNOPSIS
  Routes outbound mail of Exchange Server 2016, 2019 or SE through Duwtje. Run in the Exchange Management Shell.
  Safe to run again. See README.md for testing, watching and the way back.
.EXAMPLE
  .\exchange-server.ps1 -SmartHosts duwtje1.example.org,duwtje2.example.org -DuwtjeAddresses 10.0.0.11,10.0.0.12 -OldConnector 'To internet' -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Two or more: Exchange spreads its mail over them and passes by one that is down.
    [Parameter(Mandatory)] [string[]] $SmartHosts,
    # Where notices and DSNs come from: exact addresses, never a range with workstations in it.
    [Parameter(Mandatory)] [string[]] $DuwtjeAddresses,
    # The send connector of now, which gets out of the way (disabled, not removed).
    [Parameter(Mandatory)] [string] $OldConnector,
    [string[]] $SourceTransportServers = @((Get-TransportService).Name),
    [int] $Port = 25
)
$ErrorActionPreference = 'Stop'
$send = 'Outbound via Duwtje'
$receive = 'From Duwtje'

# 1. Out: every domain, TLS with a certificate that names the smart host. No credentials: Duwtje knows Exchange by its address.
$settings = @{
    SmartHosts                = $SmartHosts
    Port                      = $Port
    RequireTLS                = $true
    TlsAuthLevel              = 'DomainValidation'
    TlsDomain                 = ($SmartHosts[0] -replace '^[^.]+\.', '*.')   # *.example.org for duwtje1.example.org
    SmartHostAuthMechanism    = 'None'
    ConnectionInactivityTimeOut = '00:10:00'
    MaxMessageSize            = (Get-SendConnector $OldConnector).MaxMessageSize
    Enabled                   = $false   # switched over in step 4
}
if (Get-SendConnector $send -ErrorAction SilentlyContinue) {
    $settings.Remove('Enabled')
    Set-SendConnector $send @settings
} else {
    New-SendConnector -Name $send -Usage Custom -AddressSpaces 'SMTP:*;1' -DNSRoutingEnabled $false `
        -SourceTransportServers $SourceTransportServers @settings
}

# 2. Back: what Duwtje writes to senders (notices, DSNs). Only from its own addresses, and only to our own domains: an anonymous
#    connector without ms-Exch-SMTP-Accept-Any-Recipient, so it is no relay.
foreach ($server in $SourceTransportServers) {
    if (-not (Get-ReceiveConnector "$server\$receive" -ErrorAction SilentlyContinue)) {
        New-ReceiveConnector -Name $receive -Server $server -TransportRole FrontendTransport -Usage Custom -Bindings '0.0.0.0:25' `
            -RemoteIPRanges $DuwtjeAddresses -PermissionGroups AnonymousUsers -AuthMechanism Tls
    } else {
        Set-ReceiveConnector "$server\$receive" -RemoteIPRanges $DuwtjeAddresses -PermissionGroups AnonymousUsers -AuthMechanism Tls
    }
}

# 3. No winmail.dat to the outside: Duwtje, and every other reader, could not see the attachments.
Set-RemoteDomain Default -TNEFEnabled $false

# Exchange waits 15 minutes before it tries a deferred message again; 5 is enough.
foreach ($server in $SourceTransportServers) { Set-TransportService $server -MessageRetryInterval 00:05:00 }

# 4. Switch over. The way back is remove-duwtje.ps1.
if ($PSCmdlet.ShouldProcess($OldConnector, "disable, and enable '$send'")) {
    Set-SendConnector $send -Enabled $true
    Set-SendConnector $OldConnector -Enabled $false
}
Get-SendConnector | Format-Table Name, Enabled, AddressSpaces, SmartHosts
