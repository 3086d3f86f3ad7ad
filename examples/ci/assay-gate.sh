#!/bin/sh
# Takes a model version from a CI job to its deployment: submits it, waits for its reviewers, asks the gate.
#
#   assay-gate.sh submit   submit the version for review, unless that was done, and wait until its reviews are open
#   assay-gate.sh wait     ask the gate until it allows, for at most ASSAY_WAIT seconds
#   assay-gate.sh gate     ask the gate once
#
# Exit: 0 submitted, or allowed; 1 denied; 2 called wrongly; 3 Assay did not answer; 4 Assay refused the request.
# Whatever is not 0 means: do not deploy.
#
# ASSAY_URL                   such as https://assay.example.org
# ASSAY_CLIENT, ASSAY_SECRET  the machine's client and its secret
# ASSAY_MODEL                 the full name of the model, such as credit.denial
# ASSAY_VERSION               its version's number; submit needs it
# ASSAY_DIGEST                sha256: of the bytes that are about to be deployed; wait and gate need it
# ASSAY_ENVIRONMENT           where they are to be deployed (production)
# ASSAY_WAIT, ASSAY_EVERY     how long wait asks, and how often, in seconds (3600, 30)
set -u

answered=$(mktemp) && headers=$(mktemp) || exit 3
trap 'rm -f "$answered" "$headers"' EXIT
trap 'exit 3' HUP INT TERM

stop() {
  code=$1
  shift
  printf '%s\n' "$*" >&2
  exit "$code"
}

need() {
  for name in "$@"; do
    eval "value=\${$name:-}"
    [ -n "$value" ] || stop 2 "$name is not set"
  done
}

# Sends one request; the answer is in $answered, its status in $status. The secret goes by standard input, which no list
# of processes shows. Repeating is safe: questions change nothing, and a submission carries an Idempotency-Key.
request() {
  quoted=$(printf '%s:%s' "$ASSAY_CLIENT" "$ASSAY_SECRET" | sed 's/[\\"]/\\&/g')
  status=$(printf 'user = "%s"\n' "$quoted" | curl -sS -K - -o "$answered" -D "$headers" -w '%{http_code}' \
    --max-time 10 --retry 3 --retry-delay 2 --retry-connrefused "$@") || stop 3 "Assay did not answer"
}

# Ends the script where the answer is no answer to the question.
judge() {
  case $status in
    2??) ;;
    429 | 5??) stop 3 "Assay did not answer: $status $(cat "$answered")" ;;
    *) stop 4 "Assay refused: $status $(cat "$answered")" ;;
  esac
}

submit() {
  need ASSAY_VERSION
  version=$ASSAY_URL/api/v1/models/$ASSAY_MODEL/versions/$ASSAY_VERSION
  request "$version"
  judge
  seen=$(tr -d '\r' <"$headers" | sed -n 's/^[Ee][Tt][Aa][Gg]: *//p')
  request -X POST -H "If-Match: $seen" -H "Idempotency-Key: submit-$ASSAY_MODEL-$ASSAY_VERSION-$(date +%s)-$$" \
    -H 'Content-Type: application/json' -d '{}' "$version/submissions"
  if [ "$status" = 409 ]; then
    # It is under review or past it already; the gate says what is still missing.
    printf 'not submitted again: %s\n' "$(cat "$answered")"
    request "$version"
    judge
  else
    judge
    printf 'submitted %s version %s\n' "$ASSAY_MODEL" "$ASSAY_VERSION"
  fi
  await_round "$(round)"
}

# The round that an answer about a version or its requirements names first: its current one.
round() {
  grep -o '"round" *: *[0-9]*' "$answered" | head -n 1 | grep -o '[0-9]*$' || echo 0
}

# The reviewers' side opens a round a moment after the submission; until then the gate answers by the round before.
await_round() {
  until=$(($(date +%s) + 60))
  while :; do
    request "$version/requirements"
    if [ "$status" != 404 ]; then
      judge
      [ "$(round)" -lt "$1" ] || return 0
    fi
    [ "$(date +%s)" -lt "$until" ] || stop 3 "The reviews of round $1 are not open yet"
    sleep 1
  done
}

# Asks once; 0 if the bytes may be deployed now, 1 if not.
gate() {
  need ASSAY_DIGEST
  request -G -H 'Accept: text/plain' --data-urlencode "digest=$ASSAY_DIGEST" --data-urlencode "model=$ASSAY_MODEL" \
    --data-urlencode "environment=${ASSAY_ENVIRONMENT:-production}" "$ASSAY_URL/api/v1/gate"
  judge
  cat "$answered"
  case $(head -n 1 "$answered") in
    'ALLOW '*) return 0 ;;
    *) return 1 ;;
  esac
}

wait_for_it() {
  until=$(($(date +%s) + ${ASSAY_WAIT:-3600}))
  until gate; do
    # What was not submitted, or failed, does not pass by waiting.
    grep -q '^UNSATISFIED submitted:' "$answered" && return 1
    [ "$(date +%s)" -lt "$until" ] || return 1
    sleep "${ASSAY_EVERY:-30}"
  done
}

need ASSAY_URL ASSAY_CLIENT ASSAY_SECRET ASSAY_MODEL
case ${1:-} in
  submit) submit ;;
  wait) wait_for_it ;;
  gate) gate ;;
  *) stop 2 "usage: $0 submit|wait|gate" ;;
esac
