# Completion of hourbank for PowerShell, as "hourbank autocomplete" writes it.

Register-ArgumentCompleter -Native -CommandName hourbank, hb -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
            else { $_.Extent.Text }
        })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $kind, $lines = @(hourbank __complete powershell @words "=$wordToComplete" 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($kind -eq 'files') { return }
    # Without a suggestion PowerShell would offer the names of files.
    if ($lines.Count -eq 0) { return '' }
    foreach ($line in $lines) {
        $text, $shown, $about = $line.Split("`t")
        [System.Management.Automation.CompletionResult]::new($text, $shown, 'ParameterValue', $about)
    }
}
