# Completion of hourbank for fish, as "hourbank autocomplete" writes it.

function __hourbank_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command hourbank __complete fish $words[2..] "$current" 2>/dev/null </dev/null)
    if test "$answer[1]" = files
        set -l flag (string match -r -- '^--[^=]+=' "$current")
        for path in (__fish_complete_path (string replace -r -- '^--[^=]+=' '' "$current"))
            echo "$flag$path"
        end
    else
        printf '%s\n' $answer[2..]
    end
end

for name in hourbank hb
    complete -c $name -e
    complete -c $name -f -k -a '(__hourbank_complete)'
end
