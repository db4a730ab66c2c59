#compdef hourbank hb
# Completion of hourbank for zsh, as "hourbank autocomplete" writes it.

_hourbank() {
  local kind line flag= tab=$'\t'
  local -a answer values shown
  if [[ $PREFIX == --*=* ]]; then
    flag=${PREFIX%%=*}=
    compset -P 1 '*='
  fi
  answer=("${(@f)$(command hourbank __complete zsh "${(@Q)words[2,CURRENT-1]}" "$flag${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  kind=$answer[1]
  if [[ $kind == files ]]; then
    _files
    return
  fi
  for line in "${(@)answer[2,-1]}"; do
    values+=("${line%%$tab*}")
    shown+=("${line/$tab/  -- }")
  done
  compadd -l -V hourbank -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -d shown -a values
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _hourbank "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _hourbank hourbank hb
fi
