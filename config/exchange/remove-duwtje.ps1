<#
.SYNOPSIS
  Takes Duwtje out of the route, on Exchange Server and Exchange Online. Leaves the way back open, so that mail that is held can still
  be answered; -Delete removes everything, for when "duwtje hold list" is empty.
.EXAMPLE
  .\remove-duwtje.ps1 -OldConnector 'To internet'      # Exchange Server
  .\remove-duwtje.ps1                                   # Exchange Online
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Exchange Server: the send connector that takes over again.
    [string] $OldConnector,
    [switch] $Delete
)
$ErrorActionPreference = 'Stop'
$out = 'Outbound via Duwtje'
$back = 'From Duwtje'
$strip = 'Duwtje: drop a forged mark'

if (Get-Command Get-OutboundConnector -ErrorAction SilentlyContinue) {
    # Exchange Online: without the rule nothing new takes the connector. The connector stays until its queue is empty.
    if (Get-TransportRule $out -ErrorAction SilentlyContinue) { Disable-TransportRule $out -Confirm:$false }
    if ($Delete) {
        foreach ($rule in $out, $strip) {
            if (Get-TransportRule $rule -ErrorAction SilentlyContinue) { Remove-TransportRule $rule -Confirm:$false }
        }
        if (Get-OutboundConnector $out -ErrorAction SilentlyContinue) { Remove-OutboundConnector $out -Confirm:$false }
        if (Get-InboundConnector $back -ErrorAction SilentlyContinue) { Remove-InboundConnector $back -Confirm:$false }
    }
    Get-TransportRule | Format-Table Priority, Name, State
} else {
    if (-not $OldConnector) { throw 'Name the send connector that takes over: -OldConnector' }
    # The old one first: never a moment without a route.
    Set-SendConnector $OldConnector -Enabled $true
    if (Get-SendConnector $out -ErrorAction SilentlyContinue) { Set-SendConnector $out -Enabled $false }
    # What waits for Duwtje looks for its route again.
    if ($PSCmdlet.ShouldProcess('queues that wait for Duwtje', 'resubmit')) {
        Get-TransportService | ForEach-Object { Get-Queue -Server $_.Name } | Where-Object { $_.DeliveryType -eq 'SmartHostConnectorDelivery' -and $_.MessageCount -gt 0 } |
            Retry-Queue -Resubmit $true -Confirm:$false
    }
    if ($Delete) {
        if (Get-SendConnector $out -ErrorAction SilentlyContinue) { Remove-SendConnector $out -Confirm:$false }
        Get-ReceiveConnector | Where-Object Name -eq $back | Remove-ReceiveConnector -Confirm:$false
    }
    Get-SendConnector | Format-Table Name, Enabled, SmartHosts
}
'New mail no longer passes Duwtje. Keep it running until "duwtje hold list" is empty and duwtje_outbox is 0.'
