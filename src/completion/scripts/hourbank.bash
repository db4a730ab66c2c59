# Completion of hourbank for bash, as "hourbank autocomplete" writes it.

_hourbank() {
  local line kind=
  COMPREPLY=()
  while IFS= read -r line; do
    if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
  done < <(command hourbank __complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null </dev/null)
  if [ "$kind" = files ]; then compopt -o bashdefault -o default 2>/dev/null; fi
}

# Older versions than 4.4 cannot leave suggestions in their order.
complete -o nosort -F _hourbank hourbank hb 2>/dev/null || complete -F _hourbank hourbank hb
