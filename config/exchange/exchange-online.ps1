<#
.SYNOPSIS
  Routes outbound mail of Exchange Online through Duwtje and back. Needs the ExchangeOnlineManagement module and Connect-ExchangeOnline.
  Safe to run again. Makes the rules switched off unless -Enable is given. See README.md for testing, watching and the way back.
.EXAMPLE
  .\exchange-online.ps1 -SmartHost duwtje.example.org -DuwtjeAddresses 192.0.2.11,192.0.2.12 -CertificateName duwtje.example.org -PilotGroup duwtje-pilot@example.org -Enable
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string[]] $SmartHost,
    # Duwtje's addresses as Exchange Online sees them (after NAT). IPv4.
    [Parameter(Mandatory)] [string[]] $DuwtjeAddresses,
    # A name in Duwtje's certificate, below one of your accepted domains.
    [Parameter(Mandatory)] [string] $CertificateName,
    # Only the members' mail takes the route; leave out for everybody.
    [string] $PilotGroup,
    [switch] $Enable
)
$ErrorActionPreference = 'Stop'
$out = 'Outbound via Duwtje'
$back = 'From Duwtje'
$strip = 'Duwtje: drop a forged mark'
$state = if ($Enable) { 'Enabled' } else { 'Disabled' }

# 1. Out. Scoped: used only by mail that the rule of step 4 sends to it. TLS with a certificate that names Duwtje.
$connector = @{
    ConnectorType           = 'OnPremises'
    UseMxRecord             = $false
    SmartHosts              = $SmartHost
    TlsSettings             = 'DomainValidation'
    TlsDomain               = $CertificateName
    IsTransportRuleScoped   = $true
    # What a mailbox forwards leaves with a reverse-path of ours: smtp.senders is "ours" where clients are Microsoft's ranges.
    SenderRewritingEnabled  = $true
    CloudServicesMailEnabled = $false
    Enabled                 = $true
}
if (Get-OutboundConnector $out -ErrorAction SilentlyContinue) { Set-OutboundConnector $out @connector } else { New-OutboundConnector -Name $out @connector }

# 2. Back. Duwtje is known by its client certificate, not by an address that others may share.
$return = @{
    ConnectorType            = 'OnPremises'
    SenderDomains            = '*'
    RequireTls               = $true
    TlsSenderCertificateName = $CertificateName
    CloudServicesMailEnabled = $false
    Enabled                  = $true
}
if (Get-InboundConnector $back -ErrorAction SilentlyContinue) { Set-InboundConnector $back @return } else { New-InboundConnector -Name $back @return }

# 3. The mark can be typed by anybody, so a mark that does not come from Duwtje is taken off first.
$drop = @{
    FromScope                = 'InOrganization'
    HeaderMatchesMessageHeader = 'Duwtje-Seen'
    HeaderMatchesPatterns    = '\S'
    ExceptIfSenderIpRanges   = $DuwtjeAddresses
    RemoveHeader             = 'Duwtje-Seen'
    Priority                 = 0
}
# 4. From inside to outside: to Duwtje; except what comes from there, known by its mark and by its address.
$route = @{
    FromScope                            = 'InOrganization'
    SentToScope                          = 'NotInOrganization'
    RouteMessageOutboundConnector        = $out
    ExceptIfHeaderMatchesMessageHeader   = 'Duwtje-Seen'
    ExceptIfHeaderMatchesPatterns        = '\S'
    ExceptIfSenderIpRanges               = $DuwtjeAddresses
    # Duwtje away and the rule broken are two things: this one says what happens when the rule itself cannot be evaluated.
    RuleErrorAction                      = 'Defer'
    Priority                             = 1
}
if ($PilotGroup) { $route.FromMemberOf = $PilotGroup }

foreach ($rule in @(@{ Name = $strip; Settings = $drop }, @{ Name = $out; Settings = $route })) {
    $settings = $rule.Settings
    if (Get-TransportRule $rule.Name -ErrorAction SilentlyContinue) {
        Set-TransportRule $rule.Name @settings
        if ($Enable) { Enable-TransportRule $rule.Name -Confirm:$false } else { Disable-TransportRule $rule.Name -Confirm:$false }
    } else {
        New-TransportRule -Name $rule.Name -Enabled:([bool]$Enable) @settings
    }
}

# 5. No winmail.dat to the outside: Duwtje, and every other reader, could not see the attachments.
Set-RemoteDomain Default -TNEFEnabled $false

Get-TransportRule | Where-Object Name -in $strip, $out | Format-Table Priority, Name, State
"The rules are $state. It can take half an hour until every server follows them."
