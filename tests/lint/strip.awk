# Prints "FILE:LINE:CODE" for every line of C, with comments gone and the insides of strings and
# character constants taken out, so that a rule sees code and nothing else.
FNR == 1 { in_comment = 0 }
{
    line = $0
    out = ""
    while (line != "") {
        if (in_comment) {
            at = index(line, "*/")
            if (!at) break
            line = substr(line, at + 2)
            in_comment = 0
        } else if (match(line, /\/\*|\/\/|"|'/)) {
            mark = substr(line, RSTART, RLENGTH)
            out = out substr(line, 1, RSTART - 1)
            line = substr(line, RSTART + RLENGTH)
            if (mark == "//") break
            if (mark == "/*") { in_comment = 1; continue }
            while (line != "" && substr(line, 1, 1) != mark)
                line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
            out = out mark mark
            line = substr(line, 2)
        } else {
            out = out line
            line = ""
        }
    }
    print FILENAME ":" FNR ":" out
}
