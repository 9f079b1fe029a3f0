# width.awk EastAsianWidth.txt : the ranges that are not simply one cell wide, as rows of a C array.
#
# W and F are wide, A is ambiguous; ranges that follow one another in the file are not joined, since
# the search over them does not care. Lines look like "4E00..9FFF;W   # Lo ..." or "3000;F".
/^[0-9A-F]/ {
    split($0, field, /[;# ]+/)
    n = split(field[1], range, /\.\./)
    class = field[2] == "A" ? "EAST_ASIAN_AMBIGUOUS" : "EAST_ASIAN_WIDE"
    if (field[2] ~ /^[AFW]$/)
        printf "{0x%s, 0x%s, %s},\n", range[1], range[n], class
}
