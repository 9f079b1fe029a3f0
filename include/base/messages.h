/*
 * messages: the rows of the message table (see base/message.h). X(name, Chinese, English).
 *
 * Keep a section a layer, and the rows of a section in the order in which a user meets them. In English a number
 * stands behind what it counts (records: 1, days left: 3), so that one text serves for one and for many; a unit
 * test looks for others.
 */
#ifndef DUBAN_BASE_MESSAGES_H
#define DUBAN_BASE_MESSAGES_H

#define MESSAGE_LIST(X)                                                                                                                 \
    /* base: what failed (enum err) */                                                                                                  \
    X(MSG_ERR_OPEN, "无法打开", "cannot open")                                                                                          \
    X(MSG_ERR_READ, "读取失败", "cannot read")                                                                                          \
    X(MSG_ERR_WRITE, "写入失败", "cannot write")                                                                                        \
    X(MSG_ERR_KIND, "不是文件或管道", "not a file or pipe")                                                                             \
    X(MSG_ERR_EMPTY, "没有内容", "nothing to show")                                                                                     \
    X(MSG_ERR_BINARY, "不是文本表格", "not a text table")                                                                               \
    X(MSG_ERR_LIMIT, "超出限制", "too large")                                                                                           \
    X(MSG_ERR_ENCODING, "编码不可用", "encoding not available")                                                                         \
    X(MSG_ERR_USAGE, "用法错误", "wrong usage")                                                                                         \
    X(MSG_ERR_QUERY, "查询有误", "cannot read the query")                                                                               \
    X(MSG_ERR_TERMINAL, "终端不可用", "terminal not usable")                                                                            \
    X(MSG_ERR_SANDBOX, "不能受限运行", "cannot run restricted")                                                                         \
    /* base: reasons */                                                                                                                 \
    X(MSG_NO_SUCH_FILE, "没有这个文件", "no such file")                                                                                 \
    X(MSG_NO_PERMISSION, "没有权限", "no permission")                                                                                   \
    X(MSG_NOT_PERMITTED, "系统不允许", "the system does not allow it")                                                                  \
    X(MSG_IS_DIRECTORY, "是一个目录", "it is a directory")                                                                              \
    X(MSG_NOT_DIRECTORY, "路径中有一段不是目录", "a part of the path is not a directory")                                               \
    X(MSG_TOO_MANY_LINKS, "符号链接循环", "its symbolic links go in a circle")                                                          \
    X(MSG_NAME_TOO_LONG, "文件名太长", "the name is too long")                                                                          \
    X(MSG_FILE_EXISTS, "文件已存在", "the file exists already")                                                                         \
    X(MSG_NO_SUCH_DEVICE, "没有这个设备", "no such device")                                                                             \
    X(MSG_IO_ERROR, "磁盘或网络读写出错", "the disk or the network failed")                                                             \
    X(MSG_DISK_FULL, "磁盘已满", "the disk is full")                                                                                    \
    X(MSG_QUOTA_EXCEEDED, "超出磁盘配额", "the disk quota is used up")                                                                  \
    X(MSG_FILE_TOO_LARGE, "文件太大", "the file is too large")                                                                          \
    X(MSG_READ_ONLY_DISK, "磁盘是只读的", "the disk is read-only")                                                                      \
    X(MSG_NOT_ENOUGH_MEMORY, "内存不足", "not enough memory")                                                                           \
    X(MSG_TOO_MANY_OPEN, "打开的文件过多", "too many open files")                                                                       \
    X(MSG_FILE_BUSY, "文件正被占用", "the file is in use")                                                                              \
    X(MSG_READER_GONE, "接收方已关闭", "the reader has gone")                                                                           \
    X(MSG_FILE_GONE, "文件已不在服务器上", "the file is gone from its server")                                                          \
    X(MSG_TIMED_OUT, "等待超时", "timed out")                                                                                           \
    X(MSG_NOT_SUPPORTED, "系统不支持此操作", "the system does not support it")                                                          \
    X(MSG_NO_SUCH_FOLDER, "没有这个文件夹", "no such folder")                                                                           \
    X(MSG_NOT_ORDINARY_FILE, "不是普通文件", "it is no ordinary file")                                                                  \
    X(MSG_NOT_CONFIRMED, "已写入，但磁盘没有确认保存", "written, but the disk did not confirm it")                                      \
    X(MSG_NOT_A_TERMINAL, "不是终端", "it is not a terminal")                                                                           \
    /* base: how a failure is put together (struct diag) */                                                                             \
    X(MSG_COLON, "：", ": ")                                                                                                            \
    X(MSG_QUOTED, "“%s”", "“%s”")                                                                                                       \
    X(MSG_AT_LINE, "（第%u行）", " (line %u)")                                                                                          \
    X(MSG_AT_CHARACTER, "第%u字：", "at %u: ")                                                                                          \
    /* text: what is wrong with a regular expression */                                                                                 \
    X(MSG_BAD_REGEX, "正则表达式有误，PCRE2 错误 %s", "in the regular expression: PCRE2 error %s")                                      \
    X(MSG_REGEX_NO_PARENTHESIS, "缺少右括号", "its ) is missing")                                                                       \
    X(MSG_REGEX_LONE_PARENTHESIS, "右括号 ) 前面没有左括号", "no ( stands before the )")                                                \
    X(MSG_REGEX_NO_BRACKET, "缺少右方括号 ]", "its ] is missing")                                                                       \
    X(MSG_REGEX_NOTHING_TO_REPEAT, "* + ? {} 前面没有可重复的字",                                                                       \
      "nothing to repeat stands before * + ? {}")                                                                                       \
    X(MSG_REGEX_COUNTS, "{} 里的次数前大后小", "the counts in {} are in the wrong order")                                               \
    X(MSG_REGEX_COUNT_TOO_LARGE, "{} 里的次数太大", "a count in {} is too large")                                                       \
    X(MSG_REGEX_RANGE, "[] 里的范围前大后小", "a range in [] is in the wrong order")                                                    \
    X(MSG_REGEX_RANGE_OF_CLASS, "[] 里的 - 两边应各是一个字", "a range in [] lacks an end")                                             \
    X(MSG_REGEX_END_BACKSLASH, "\\ 后面没有字", "nothing stands behind the \\")                                                         \
    X(MSG_REGEX_UNKNOWN_ESCAPE, "\\ 后面不能是这个字", "this means nothing behind a \\")                                                \
    X(MSG_REGEX_UNKNOWN_GROUP, "(? 后面不能是这个字", "this means nothing behind (?")                                                   \
    X(MSG_REGEX_NO_GROUP, "没有这个编号或名称的组", "there is no group of that number or name")                                         \
    X(MSG_REGEX_SAME_NAME, "两个组同名", "two groups have the same name")                                                               \
    X(MSG_REGEX_LOOKBEHIND, "(?<= (?<! 里的长度不定",                                                                                   \
      "what (?<= or (?<! holds has no fixed length")                                                                                    \
    X(MSG_REGEX_UNKNOWN_CLASS, "没有 [: :] 里的这一类", "there is no such class [: :]")                                                 \
    X(MSG_REGEX_UNKNOWN_PROPERTY, "\\p 后面没有这种属性", "there is no such property for \\p")                                          \
    X(MSG_REGEX_NO_C, "不能用 \\C", "\\C cannot be used")                                                                               \
    X(MSG_REGEX_TOO_LONG, "太长或太复杂", "it is too long or too complicated")                                                          \
    X(MSG_REGEX_NOT_UTF8, "有字节不成字", "it holds bytes that are no text")                                                            \
    /* table */                                                                                                                         \
    X(MSG_IS_DEVICE, "是设备", "it is a device")                                                                                        \
    X(MSG_IS_SOCKET, "是套接字", "it is a socket")                                                                                      \
    X(MSG_IS_NAMED_PIPE, "是命名管道（请用 - 从标准输入读取）",                                                                         \
      "it is a named pipe (feed it to standard input, as -)")                                                                           \
    X(MSG_IS_WORKBOOK, "是 Excel 工作簿，请另存为 Unicode 文本或 CSV",                                                                  \
      "it is an Excel workbook: save it as Unicode Text or CSV")                                                                        \
    X(MSG_IS_OLD_OFFICE, "是旧版 Office 文件，请另存为 Unicode 文本或 CSV",                                                             \
      "it is an old Office file: save it as Unicode Text or CSV")                                                                       \
    X(MSG_IS_PDF, "是 PDF 文件", "it is a PDF file")                                                                                    \
    X(MSG_IS_COMPRESSED, "是压缩文件", "it is a compressed file")                                                                       \
    X(MSG_HAS_CONTROL_BYTES, "含大量控制字节", "it is full of control bytes")                                                           \
    X(MSG_NO_BYTES, "文件是空的", "it is empty")                                                                                        \
    X(MSG_NO_RECORDS, "没有表头，也没有一行任务", "it holds neither a header nor a record")                                             \
    X(MSG_UNKNOWN_ENCODING, "系统不认识这种编码", "this host knows no encoding of that name")                                           \
    X(MSG_REMOTE_BAD_HOST, "主机名不可用", "its host cannot be used")                                                                   \
    X(MSG_REMOTE_BAD_PORT, "端口应为 1 至 65535", "its port must be 1 to 65535")                                                        \
    X(MSG_REMOTE_BAD_PATH, "主机名后面缺少路径，或路径含控制字符",                                                                      \
      "its path is missing or holds control characters")                                                                                \
    X(MSG_CHILD_TOO_SLOW, "%s 秒内没有读完", "it was not read within %s seconds")                                                       \
    X(MSG_CHILD_FAILED, "以状态 %s 结束", "it ended with status %s")                                                                    \
    X(MSG_TOO_MANY_FIELDS, "一行超过 %s 栏", "a row of more than %s fields")                                                            \
    X(MSG_ROW_TOO_LONG, "一行超过 %s", "a row of more than %s")                                                                         \
    X(MSG_TOO_MANY_ROWS, "超过 %s 行", "more than %s rows")                                                                             \
    X(MSG_NO_SUCH_HEADER_LINE, "这一行不能作表头",                                                                                      \
      "there is no row on that line to be the header")                                                                                  \
    X(MSG_NO_SUCH_COLUMN, "表中没有这一列，或不止一列",                                                                                 \
      "the table has no such column, or several")                                                                                       \
    X(MSG_ROLE_OTHER, "其他", "Other")                                                                                                  \
    X(MSG_ROLE_NO, "序号", "No.")                                                                                                       \
    X(MSG_ROLE_LEADER, "领导", "Leader")                                                                                                \
    X(MSG_ROLE_TARGET, "目标", "Target")                                                                                                \
    X(MSG_ROLE_TARGET_VALUE, "目标值", "Planned")                                                                                       \
    X(MSG_ROLE_ACTUAL_VALUE, "实际值", "Achieved")                                                                                      \
    X(MSG_ROLE_PERCENT, "完成率", "Percent")                                                                                            \
    X(MSG_ROLE_DUE, "时限", "Due")                                                                                                      \
    X(MSG_ROLE_ACTUAL_DATE, "办结日", "Finished")                                                                                       \
    X(MSG_ROLE_NOTE, "情况", "Note")                                                                                                    \
    X(MSG_ROLE_STATE, "状态", "State")                                                                                                  \
    X(MSG_ROLE_UNITS, "单位", "Units")                                                                                                  \
    X(MSG_ROLE_PERSON, "责任人", "Person")                                                                                              \
    X(MSG_ROLE_SOURCE, "来源", "Source")                                                                                                \
    X(MSG_ROLE_HELP_OTHER, "没有特定含义的列", "a column of no known meaning")                                                          \
    X(MSG_ROLE_HELP_NO, "任务的编号", "the number of the task")                                                                         \
    X(MSG_ROLE_HELP_LEADER, "牵头或分管的领导", "the leader in charge")                                                                 \
    X(MSG_ROLE_HELP_TARGET, "责任目标的内容", "the target in words")                                                                    \
    X(MSG_ROLE_HELP_TARGET_VALUE, "计划或目标的数值", "the figure that was planned")                                                    \
    X(MSG_ROLE_HELP_ACTUAL_VALUE, "实际完成的数值", "the figure that was achieved")                                                     \
    X(MSG_ROLE_HELP_PERCENT, "完成的百分比", "how much is done, in percent")                                                            \
    X(MSG_ROLE_HELP_DUE, "完成时限", "when the task is to be done")                                                                     \
    X(MSG_ROLE_HELP_ACTUAL_DATE, "实际完成的日期", "the day on which it was done")                                                      \
    X(MSG_ROLE_HELP_NOTE, "完成情况的文字", "the progress note")                                                                        \
    X(MSG_ROLE_HELP_STATE, "是否按计划、进度状态",                                                                                      \
      "whether it is on schedule, in the table's own word")                                                                             \
    X(MSG_ROLE_HELP_UNITS, "责任单位，第一个为牵头", "the responsible units, the first one leads")                                      \
    X(MSG_ROLE_HELP_PERSON, "责任人、联系人", "the person responsible")                                                                 \
    X(MSG_ROLE_HELP_SOURCE, "几张表合看时，任务来自哪一张",                                                                             \
      "where several tables are opened as one: which of them the record is from")                                                       \
    X(MSG_STATE_OVERDUE, "逾期", "overdue")                                                                                             \
    X(MSG_STATE_LAG, "滞后", "behind")                                                                                                  \
    X(MSG_STATE_NEAR_DUE, "临期", "nearly due")                                                                                         \
    X(MSG_STATE_NOT_STARTED, "未启动", "not started")                                                                                   \
    X(MSG_STATE_STOPPED, "中止", "stopped")                                                                                             \
    X(MSG_STATE_UNKNOWN, "未填", "not stated")                                                                                          \
    X(MSG_STATE_IN_PROGRESS, "进行中", "in progress")                                                                                   \
    X(MSG_STATE_RESUMED, "恢复办理", "resumed")                                                                                         \
    X(MSG_STATE_STANDING, "长期", "standing")                                                                                           \
    X(MSG_STATE_ON_TRACK, "按计划", "on schedule")                                                                                      \
    X(MSG_STATE_AHEAD, "超进度", "ahead")                                                                                               \
    X(MSG_STATE_DONE, "完成", "done")                                                                                                   \
    X(MSG_WARN_REPEATED_HEADER, "表头重复出现，未作为任务", "the header again: left out")                                               \
    X(MSG_WARN_BLANK_LINES, "空行 %u 行，未作为任务", "blank lines: %u, left out")                                                      \
    X(MSG_WARN_TOTAL, "合计行，未作为任务：%.*s", "a line of totals, left out: %.*s")                                                   \
    X(MSG_WARN_FOOTNOTE, "附注，未作为任务：%.*s", "a footnote, left out: %.*s")                                                        \
    X(MSG_WARN_STRAY_LINE, "单独的一行文字，未作为任务：%.*s",                                                                          \
      "a line of its own, left out: %.*s")                                                                                              \
    X(MSG_WARN_TOO_FEW_FIELDS, "栏数不足，只有 %u 栏", "too few fields: %u")                                                            \
    X(MSG_WARN_TOO_MANY_FIELDS, "栏数过多，有 %u 栏", "too many fields: %u")                                                            \
    X(MSG_WARN_OPEN_QUOTE, "这里的引号不是表格软件（Excel）的写法，全表的引号按文字读取",                                               \
      "a quote here is not as a spreadsheet writes them: all quotes were read as text")                                                 \
    X(MSG_WARN_UNQUOTED, "引号按表格软件的写法去掉，共 %u 格",                                                                          \
      "quotes were taken off as a spreadsheet writes them, cells: %u")                                                                  \
    X(MSG_WARN_LINE_BREAK, "格内有换行", "a cell holds a line break")                                                                   \
    X(MSG_WARN_BAD_BYTES, "有 %u 处字节不合编码，显示为 �",                                                                             \
      "bytes that are no text in this encoding, shown as �: %u")                                                                        \
    X(MSG_WARN_NUL_BYTES, "有 %u 个空字节", "NUL bytes: %u")                                                                            \
    X(MSG_WARN_NO_HEADER, "没有找到表头", "no header row was found")                                                                    \
    X(MSG_WARN_NO_AS_OF, "标题和表头没有写明时间，时限缺少年份",                                                                        \
      "neither title nor header names a time: deadlines lack their year")                                                               \
    X(MSG_WARN_NO_STATE, "没有认出状态列，用 --role 列=state 指定",                                                                     \
      "no column of states was recognised: name it with --role COLUMN=state")                                                           \
    X(MSG_WARN_BAD_DATE, "没有这一天：%.*s", "there is no such day: %.*s")                                                              \
    X(MSG_WARN_UNKNOWN_STATE, "不认识的状态：%.*s", "a state word that is not known: %.*s")                                             \
    X(MSG_WARN_HIDDEN, "有看不见的字符或控制字符，在列：%.*s",                                                                          \
      "invisible or control characters in the column %.*s")                                                                             \
    X(MSG_WARN_GUESS, "编码不能肯定，按 %.*s 读取", "the encoding is not certain, read as %.*s")                                        \
    X(MSG_WARN_NOT_READ, "这张表没有读到：%.*s", "this table was not read: %.*s")                                                       \
    X(MSG_WARN_OTHER_AS_OF, "这张表截至 %.*s，时限按各表中最晚的日期衡量",                                                              \
      "this table reports on %.*s; deadlines are held against the latest day of all tables")                                            \
    X(MSG_JOINED_TITLE, "%.*s（%u 张表）", "%.*s (tables: %u)")                                                                         \
    X(MSG_JOINED, "%u 张表", "tables: %u")                                                                                              \
    X(MSG_WARN_FILE_CHANGED, "读取过程中文件被改动", "the file was changed while it was read")                                          \
    /* review */                                                                                                                        \
    X(MSG_QUERY_VALUE_MISSING, "这里缺少要找的词", "a word to look for is missing here")                                                \
    X(MSG_QUERY_QUOTE_OPEN, "引号没有配对", "the quote is never closed")                                                                \
    X(MSG_QUERY_REGEX_OPEN, "正则表达式缺少结尾的 /",                                                                                   \
      "the regular expression lacks its closing /")                                                                                     \
    X(MSG_QUERY_NOT_NUMBER, "不是数字，不能比较大小", "not a number to compare with")                                                   \
    X(MSG_QUERY_NOT_DATE, "不是能比较的日期", "not a date to compare with")                                                             \
    X(MSG_QUERY_DUE_YEARLESS,                                                                                                           \
      "有的时限没有年份，不能和有年份的比较；用 --as-of 或 :asof 指定截至日期",                                                         \
      "some deadlines have no year, and cannot be compared with one: give a day by --as-of or "                                         \
      ":asof")                                                                                                                          \
    X(MSG_QUERY_NO_ORDER, "这一列不能比较大小", "this column has no order to compare by")                                               \
    X(MSG_QUERY_NO_NAME, "“%.*s” 不是列名", "“%.*s” is no column")                                                                      \
    X(MSG_QUERY_NAME_MEANT, "“%.*s” 不是列名，是否指 “%.*s”？",                                                                         \
      "“%.*s” is no column; is “%.*s” meant?")                                                                                          \
    X(MSG_QUERY_UNDECIDED, "%u 项未能判定：正则表达式太费时",                                                                           \
      "could not be decided, since the expression takes too long: %u")                                                                  \
    X(MSG_QUERY_IS_UNKNOWN,                                                                                                             \
      "没有这种条件，可用：按计划 滞后 完成 逾期 到期 将到期 未填 长期 其他 变化 未变 新增 消失 " \
      "情况未变 改号 标记 批注",                                                                                                        \
      "no such condition; there are: on behind done overdue due soon unstated standing other "                                          \
      "changed same new gone same-note renumbered marked remarked")                                                                     \
    X(MSG_QUERY_TOO_MANY, "条件太多，最多 100 个", "too many conditions, 100 at most")                                                  \
    X(MSG_ORDER_TOO_MANY, "排序条件太多", "too many sort keys")                                                                         \
    X(MSG_PRINT_AS_OF, "截至 %s，序时 %d%%", "as of %s, pro rata %d%%")                                                                 \
    X(MSG_PRINT_RECORDS, "共 %u 项：", "records %u:")                                                                                   \
    X(MSG_PRINT_RECORDS_OF, "%u 项（全表 %u 项）：", "records %u of %u:")                                                               \
    X(MSG_PRINT_COUNTS, "按计划 %u（%s），滞后 %u，未填 %u，其他 %u",                                                                   \
      " on schedule %u (%s), behind %u, not stated %u, other %u")                                                                       \
    X(MSG_PRINT_NO_STATES, "没有状态列，不能判断是否按计划",                                                                            \
      " no column of states, so nothing is known of schedules")                                                                         \
    X(MSG_PRINT_DEADLINES, "时限：逾期 %u，到期未完成（含逾期）%u，下季度到期 %u，长期 %u",                                             \
      "deadlines: overdue %u, due and not done (with the overdue) %u, next quarter %u, "                                                \
      "standing %u")                                                                                                                    \
    X(MSG_SUMMARY_BY_SOURCE, "按来源", "By source")                                                                                     \
    X(MSG_SUMMARY_BY_LEADER, "按领导", "By leader")                                                                                     \
    X(MSG_SUMMARY_BY_UNIT, "按单位", "By unit")                                                                                         \
    X(MSG_SUMMARY_BY_LEAD_UNIT, "按牵头单位", "By lead unit")                                                                           \
    X(MSG_SUMMARY_BY_DUE, "按时限", "By deadline")                                                                                      \
    X(MSG_SUMMARY_BY_STATE, "按状态", "By state")                                                                                       \
    X(MSG_SUMMARY_BY, "按%s", "By %s")                                                                                                  \
    X(MSG_SUMMARY_LEAD, "牵头单位", "lead unit")                                                                                        \
    X(MSG_SUMMARY_EMPTY, "（空）", "(empty)")                                                                                           \
    X(MSG_SUMMARY_RECORDS, "项", "all")                                                                                                 \
    X(MSG_SUMMARY_ON, "按计划", "on")                                                                                                   \
    X(MSG_SUMMARY_BEHIND, "滞后", "behind")                                                                                             \
    X(MSG_SUMMARY_NOT_STATED, "未填", "unstated")                                                                                       \
    X(MSG_SUMMARY_OTHER, "其他", "other")                                                                                               \
    X(MSG_SUMMARY_SHARE, "按计划率", "on %")                                                                                            \
    X(MSG_SUMMARY_LEGEND, "# 按计划  x 滞后  ? 未填  - 其他",                                                                           \
      "# on schedule  x behind  ? not stated  - other")                                                                                 \
    X(MSG_REPORT_TITLE, "滞后和逾期事项通报", "Tasks behind or overdue")                                                                \
    X(MSG_REPORT_FOUND, "%u 项滞后或逾期", "%u behind or overdue")                                                                      \
    X(MSG_REPORT_BY, "，按%.*s列出", ", by %.*s")                                                                                       \
    X(MSG_REPORT_BY_EACH, "，按%.*s列出（涉及几个单位的，在各单位下都列出）",                                                           \
      ", by %.*s (a task of several units stands under each)")                                                                          \
    X(MSG_REPORT_NONE, "没有滞后或逾期的任务。", "Nothing is behind or overdue.")                                                       \
    X(MSG_REPORT_NONE_BEHIND, "没有滞后的任务。", "Nothing is behind.")                                                                 \
    X(MSG_REPORT_NO_DAY, "不知道截至哪一天，是否逾期没有依据。",                                                                        \
      " Without an as-of date nothing is known of deadlines.")                                                                          \
    X(MSG_REPORT_OVERDUE_TITLE, "逾期事项通报", "Tasks overdue")                                                                        \
    X(MSG_REPORT_NO_STATES, "是否滞后没有依据。", "What is behind is not known. ")                                                      \
    X(MSG_REPORT_OVERDUE, "%u 项按时限已逾期", "%u overdue by their deadline")                                                          \
    X(MSG_REPORT_NONE_OVERDUE, "没有按时限逾期的任务。", "Nothing is overdue by its deadline.")                                         \
    X(MSG_REPORT_GROUP, "%s、%.*s（%u 项）", "%s. %.*s (%u)")                                                                           \
    X(MSG_REPORT_GONE_BY, "（已过 %d 天）", " (days past: %d)")                                                                         \
    X(MSG_REPORT_REMARK, "批注", "Remark")                                                                                              \
    X(MSG_AGAINST_NAME, "对比 %s", "against %s")                                                                                        \
    X(MSG_AGAINST_AS_OF, "（截至 %s）", " (as of %s)")                                                                                  \
    X(MSG_AGAINST_COUNTS, "有变化 %u，未变 %u，新增 %u，消失 %u；情况一字未改 %u，改号 %u",                                             \
      "changed %u, same %u, new %u, gone %u; note word for word the same %u, renumbered %u")                                            \
    X(MSG_AGAINST_GONE, "消失的任务", "Tasks that are gone")                                                                            \
    X(MSG_QUERY_NO_EARLIER, "没有可对比的旧表（用 --against 或 = 键指定）",                                                             \
      "there is no earlier table to compare with (--against, or the key =)")                                                            \
    X(MSG_STORE_NOT_OURS, "不是 duban 的批注文件", "it is not a review file of duban")                                                  \
    X(MSG_STORE_NEWER, "由更新版本的 duban 建立", "a newer duban made it")                                                              \
    X(MSG_STORE_DAMAGED, "文件已损坏", "the file is damaged")                                                                           \
    X(MSG_STORE_LINK, "是符号链接，不予打开", "it is a symbolic link")                                                                  \
    X(MSG_STORE_ODD_KIND, "不是普通文件", "it is no ordinary file")                                                                     \
    X(MSG_STORE_READ_ONLY, "文件或其所在目录不可写", "the file or its folder cannot be written")                                        \
    X(MSG_STORE_REMARK_EMPTY, "批注是空的", "the remark is empty")                                                                      \
    X(MSG_STORE_REMARK_LONG, "批注超过 1 MB", "the remark is longer than 1 MB")                                                         \
    X(MSG_STORE_NOT_YOURS, "只能删除自己的批注", "only one's own remarks can be removed")                                               \
    X(MSG_STORE_NO_SQLITE, "系统中没有 SQLite 库", "the system has no SQLite library")                                                  \
    X(MSG_FIND_DUPLICATE_NO, "序号重复，同 %s", "the same number as %s")                                                                \
    X(MSG_FIND_MISSING_NO, "此前缺序号 %.*s", "before this one numbers are missing: %.*s")                                              \
    X(MSG_FIND_EMPTY_CELL, "空着没有填：%.*s", "nothing is filled in under %.*s")                                                       \
    X(MSG_FIND_EMPTY_COLUMN, "多半空着没有填：%.*s（%u/%u 项）",                                                                        \
      "mostly nothing is filled in under %.*s (%u of %u)")                                                                              \
    X(MSG_FIND_UNPAIRED, "标点不成对，在“%.*s”列：%.*s",                                                                                \
      "a mark without its partner, in %.*s: %.*s")                                                                                      \
    X(MSG_FIND_SAME_NOTE, "情况一字不差，同 %s", "the note is word for word that of %s")                                                \
    X(MSG_FIND_SAME_TASK, "目标和单位一字不差，同 %s",                                                                                  \
      "target and units are word for word those of %s")                                                                                 \
    X(MSG_FIND_UNCLEAR_DUE, "时限不是日期，不参与逾期判断：%.*s",                                                                       \
      "no day can be read from the deadline, it is never overdue: %.*s")                                                                \
    X(MSG_FIND_ODD_UNITS, "单位之间的分隔有误：%.*s", "odd separators between units: %.*s")                                             \
    X(MSG_FIND_SAME_UNIT, "同一单位写了两次：%.*s", "a unit is named twice: %.*s")                                                      \
    X(MSG_FIND_ABOUT, "%.*s 号：", "no. %.*s: ")                                                                                        \
    X(MSG_FIND_RECORD, "%.*s 号（第 %u 行）", "no. %.*s (line %u)")                                                                     \
    /* app */                                                                                                                           \
    X(MSG_PAGE_AGAINST, "与早先的表对比", "Against the earlier table")                                                                  \
    X(MSG_AGAINST_SIZES, "，%u 项；本表 %u 项", ", records: %u; this table: %u")                                                        \
    X(MSG_AGAINST_GONE_COUNT, "消失的任务 %u 项（早先的表里有，本表里没有）",                                                           \
      "Gone: %u (in the earlier table, not in this one)")                                                                               \
    X(MSG_AGAINST_IS_GONE, "这一项只在早先的表里", "this task stands in the earlier table only")                                        \
    X(MSG_DOING_FILTER, "正在筛选 %u%%", "filtering %u%%")                                                                              \
    X(MSG_DOING_SORT, "正在排序 %u%%", "sorting %u%%")                                                                                  \
    X(MSG_DOING_COUNT, "正在统计 %u%%", "counting %u%%")                                                                                \
    X(MSG_DOING_COMPARE, "正在对比 %u%%", "comparing %u%%")                                                                             \
    X(MSG_DOING_ROLLUP, "正在汇总 %u%%", "adding up %u%%")                                                                              \
    X(MSG_DOING_SEARCH, "正在搜索 %u%%", "searching %u%%")                                                                              \
    X(MSG_ACTIVITY_CONNECTING, "正在连接 %.*s …", "connecting to %.*s …")                                                               \
    X(MSG_ACTIVITY_READING, "正在读取 %.*s …", "reading %.*s …")                                                                        \
    X(MSG_ACTIVITY_PIPE, "正在读取管道 …", "reading the pipe …")                                                                        \
    X(MSG_OPENING_QUIT, "（q 退出）", " (q quits)")                                                                                     \
    X(MSG_ACTIVITY_ESC, "（Esc 取消）", " (Esc cancels)")                                                                               \
    X(MSG_AGAINST_READING, "早先的表还在读", "the earlier table is still being read")                                                   \
    X(MSG_PROMPT_AGAINST, "与哪份早先的表对比（文件名）：",                                                                             \
      "Compare with the earlier table in the file: ")                                                                                   \
    X(MSG_HELP_COMPARE, "与早先的表对比：变化、未变、新增、消失；再按返回",                                                             \
      "compare with an earlier table: changed, same, new, gone; again: back")                                                           \
    X(MSG_KEYS_NOTES, "标记与批注", "Marks and remarks")                                                                                \
    X(MSG_HELP_MARK, "标记或取消标记这一项，移到下一项",                                                                                \
      "mark this record or take its mark away, and go on")                                                                              \
    X(MSG_HELP_NEXT_MARKED, "到下一个有标记的任务", "to the next marked record")                                                        \
    X(MSG_HELP_CLEAR_MARKS, "清除全部标记（先问 y/n）", "clear all marks (asks first)")                                                 \
    X(MSG_HELP_REMARK, "给这一项写批注", "write a remark on this record")                                                               \
    X(MSG_HELP_REMOVE_REMARK, "删除自己在这一项的最新批注（先问 y/n）",                                                                 \
      "remove your newest remark on this record (asks first)")                                                                          \
    X(MSG_PROMPT_REMARK, "批注：", "Remark: ")                                                                                          \
    X(MSG_PROMPT_REMOVE_REMARK, "删除这条批注？(y/n)", "Remove this remark? (y/n) ")                                                    \
    X(MSG_PROMPT_CLEAR_MARKS, "清除全部标记？(y/n)", "Clear all marks? (y/n) ")                                                         \
    X(MSG_NOTICE_MARKS_UNKEPT, "标记只留到退出为止。%s", "marks end with this run. %s")                                                 \
    X(MSG_NOTICE_NO_MARK, "没有标记", "nothing is marked")                                                                              \
    X(MSG_NOTICE_REMARKED, "批注已保存", "the remark is kept")                                                                          \
    X(MSG_NOTICE_NO_OWN_REMARK, "这一项没有你的批注", "you have no remark on this record")                                              \
    X(MSG_NOTICE_REMARK_REMOVED, "批注已删除", "the remark is removed")                                                                 \
    X(MSG_NOTES_NOWHERE, "没有存放标记与批注的地方，可用 --review 指定",                                                                \
      "there is no place to keep marks and remarks; name one with --review")                                                            \
    X(MSG_NOTES_NOBODY, "不知道登录名", "the login name is not known")                                                                  \
    X(MSG_CARD_AGAINST, "对比", "compared")                                                                                             \
    X(MSG_CARD_REMARK, "批注", "remark")                                                                                                \
    X(MSG_VERDICT_NEW, "新增", "new")                                                                                                   \
    X(MSG_VERDICT_CHANGED, "有变化", "changed")                                                                                         \
    X(MSG_VERDICT_CHANGED_SAME_NOTE, "有变化，但情况一字未改",                                                                          \
      "changed, but the note is the same, word for word")                                                                               \
    X(MSG_VERDICT_SAME, "未变", "the same")                                                                                             \
    X(MSG_VERDICT_SAME_NOTE, "未变，情况一字未改", "the same, the note word for word")                                                  \
    X(MSG_REDLINE_OLD, "【旧 ", "[was: ")                                                                                               \
    X(MSG_REDLINE_NEW, "【新 ", "[now: ")                                                                                               \
    X(MSG_REDLINE_END, "】", "]")                                                                                                       \
    X(MSG_KEYS_MOVE, "移动", "Moving")                                                                                                  \
    X(MSG_KEYS_DETAIL, "情况栏", "Detail pane")                                                                                         \
    X(MSG_KEYS_COLUMNS, "列", "Columns")                                                                                                \
    X(MSG_KEYS_FIND, "查找与筛选", "Finding and filtering")                                                                             \
    X(MSG_KEYS_SORT, "排序", "Sorting")                                                                                                 \
    X(MSG_KEYS_TABLE, "表与程序", "Table and program")                                                                                  \
    X(MSG_KEYS_PROMPT, "输入时", "While typing")                                                                                        \
    X(MSG_HELP_DOWN, "下一行", "down a line")                                                                                           \
    X(MSG_HELP_UP, "上一行", "up a line")                                                                                               \
    X(MSG_HELP_PAGE_DOWN, "下一屏", "down a page")                                                                                      \
    X(MSG_HELP_PAGE_UP, "上一屏", "up a page")                                                                                          \
    X(MSG_HELP_HALF_DOWN, "下半屏", "down half a page")                                                                                 \
    X(MSG_HELP_HALF_UP, "上半屏", "up half a page")                                                                                     \
    X(MSG_HELP_TOP, "到开头", "to the top")                                                                                             \
    X(MSG_HELP_BOTTOM, "到末尾；先输入数字则到该序号",                                                                                  \
      "to the bottom; after digits, to the record of that number")                                                                      \
    X(MSG_HELP_GOTO, "输入序号，到该任务；输入 asof 2023-12-31，改截至日期",                                                            \
      "go to the record of a number; asof 2023-12-31 sets the as-of date")                                                              \
    X(MSG_HELP_SCROLL_DOWN, "情况栏下滚一行", "scroll the detail pane down")                                                            \
    X(MSG_HELP_SCROLL_UP, "情况栏上滚一行", "scroll the detail pane up")                                                                \
    X(MSG_HELP_OPEN, "全屏看本任务；先输入数字则到该序号",                                                                              \
      "show the record on the whole screen; after digits, go to that number")                                                           \
    X(MSG_HELP_CLOSE, "回到列表", "back to the list")                                                                                   \
    X(MSG_HELP_FOCUS, "列表与情况栏之间切换", "between list and detail pane")                                                           \
    X(MSG_HELP_DETAIL, "显示或隐藏情况栏", "show or hide the detail pane")                                                              \
    X(MSG_HELP_NEXT_RECORD, "下一项任务", "next record")                                                                                \
    X(MSG_HELP_PREVIOUS_RECORD, "上一项任务", "previous record")                                                                        \
    X(MSG_HELP_COLUMN_RIGHT, "右边一列", "column to the right")                                                                         \
    X(MSG_HELP_COLUMN_LEFT, "左边一列", "column to the left")                                                                           \
    X(MSG_HELP_NARROWER, "本列变窄", "make the column narrower")                                                                        \
    X(MSG_HELP_WIDER, "本列变宽", "make the column wider")                                                                              \
    X(MSG_HELP_FIT, "本列恢复自动宽度", "fit the column again")                                                                         \
    X(MSG_HELP_SEARCH, "搜索，边输入边显示", "search, shown while typing")                                                              \
    X(MSG_HELP_NEXT_HIT, "下一处", "next hit")                                                                                          \
    X(MSG_HELP_PREVIOUS_HIT, "上一处", "previous hit")                                                                                  \
    X(MSG_HELP_FILTER, "筛选；留空显示全部", "filter; nothing typed shows all")                                                         \
    X(MSG_HELP_LIKE_THIS, "只看与本格相同的任务", "only records like this cell")                                                        \
    X(MSG_HELP_TAKE_BACK, "取消搜索标记、关闭页面（不会退出）",                                                                         \
      "clear the search, close a page (never quits)")                                                                                   \
    X(MSG_HELP_SORT_UP, "按本列升序", "sort by the column, ascending")                                                                  \
    X(MSG_HELP_SORT_DOWN, "按本列降序", "sort by the column, descending")                                                               \
    X(MSG_HELP_FURTHER_UP, "再按本列升序（次要排序）", "then by the column, ascending")                                                 \
    X(MSG_HELP_FURTHER_DOWN, "再按本列降序（次要排序）", "then by the column, descending")                                              \
    X(MSG_HELP_SORT_MENU, "排序菜单", "sort menu")                                                                                      \
    X(MSG_HELP_WARNINGS, "读表提示清单", "list of warnings about the table")                                                            \
    X(MSG_HELP_CHOOSE, "选定本行", "choose the line")                                                                                   \
    X(MSG_HELP_ENCODING, "改用别的编码读取", "read the file in another encoding")                                                       \
    X(MSG_HELP_RELOAD, "重新读取文件", "read the file again")                                                                           \
    X(MSG_HELP_REDRAW, "重画屏幕", "draw the screen again")                                                                             \
    X(MSG_HELP_HELP, "帮助", "help")                                                                                                    \
    X(MSG_HELP_BACK, "返回；在列表则退出", "back; from the list, quit")                                                                 \
    X(MSG_HELP_QUIT, "退出", "quit")                                                                                                    \
    X(MSG_HELP_ACCEPT, "确定", "take what was typed")                                                                                   \
    X(MSG_HELP_CANCEL, "取消，恢复原样", "leave, everything as before")                                                                 \
    X(MSG_HINT_MOVE, "移动", "move")                                                                                                    \
    X(MSG_HINT_SCROLL, "看情况", "detail")                                                                                              \
    X(MSG_HINT_OPEN, "全屏", "open")                                                                                                    \
    X(MSG_HINT_RECORD, "换任务", "record")                                                                                              \
    X(MSG_HINT_SEARCH, "搜索", "search")                                                                                                \
    X(MSG_HINT_FILTER, "筛选", "filter")                                                                                                \
    X(MSG_HINT_SORT, "排序", "sort")                                                                                                    \
    X(MSG_HINT_CHOOSE, "选定", "choose")                                                                                                \
    X(MSG_HINT_HELP, "帮助", "help")                                                                                                    \
    X(MSG_HINT_BACK, "返回", "back")                                                                                                    \
    X(MSG_HINT_QUIT, "退出", "quit")                                                                                                    \
    X(MSG_USAGE_NO_FILE, "没有指定文件（用 duban 文件名，或从管道输入；--help 查看用法）",                                              \
      "no file named (give a FILE or a pipe; see --help)")                                                                              \
    X(MSG_NO_UTF8_LOCALE, "系统没有任何 UTF-8 区域设置（C.UTF-8）",                                                                     \
      "this host has no UTF-8 locale (C.UTF-8)")                                                                                        \
    X(MSG_NOTICE_NO_HIT, "没有找到 “%s”", "no hit for “%s”")                                                                            \
    X(MSG_NOTICE_NO_HIT_BUT, "没有找到 “%s”：%s", "no hit for “%s”: %s")                                                                \
    X(MSG_NOTICE_SEARCH_TOP, "已到末尾，从头继续", "went round the end")                                                                \
    X(MSG_NOTICE_SEARCH_BOTTOM, "已到开头，从末尾继续", "went round the beginning")                                                     \
    X(MSG_NOTICE_NO_SEARCH, "还没有搜索，按 / 开始", "nothing searched for yet: press /")                                               \
    X(MSG_NOTICE_NO_SUCH_NO, "没有序号 “%.*s”", "no record “%.*s”")                                                                     \
    X(MSG_NOTICE_NO_LEFT_OUT, "序号 “%.*s” 不在当前列表里，按 & 清空条件可看全部",                                                      \
      "record “%.*s” is not in this list: & and an empty filter show all")                                                              \
    X(MSG_NOTICE_RELOADED, "已重新读取，共 %u 项", "read again, records: %u")                                                           \
    X(MSG_NOTICE_NOT_READ, "没有读到 %.*s：%.*s", "not read: %.*s: %.*s")                                                               \
    X(MSG_NOTICE_SEVERAL_NOT_READ, "没有读到 %.*s：%.*s；共缺 %u 张表，按 W 列出",                                                      \
      "not read: %.*s: %.*s; tables missing: %u, see W")                                                                                \
    X(MSG_NOTICE_NOT_AGAIN, "管道输入不能重新读取",                                                                                     \
      "what came through a pipe cannot be read again")                                                                                  \
    X(MSG_NOTICE_NO_COUNT, "这个键重读全部文件，前面不带数字",                                                                          \
      "this key reads all files again, it takes no number")                                                                             \
    X(MSG_NOTICE_SORT_FULL, "排序条件已满", "no room for a further sort key")                                                           \
    X(MSG_NOTICE_NOT_IN_VIEW, "该任务不在当前筛选中", "the record is not in the filter")                                                \
    X(MSG_NOTICE_NO_RECORD, "这条提示不针对某一项任务", "this is about no single record")                                               \
    X(MSG_NOTICE_NO_ROOM, "屏幕太小，按回车全屏查看", "no room here: press Enter to read it")                                           \
    X(MSG_PAGE_HELP, "帮助", "Help")                                                                                                    \
    X(MSG_PAGE_WARNINGS, "读表提示 %u 条，需核对 %u 条", "Warnings: %u, to be looked into: %u")                                         \
    X(MSG_PAGE_ENCODING, "按哪种编码读取", "Read as")                                                                                   \
    X(MSG_ENCODING_AUTO, "自动识别", "recognised by itself")                                                                            \
    X(MSG_ENCODING_NOW, "当前", "now")                                                                                                  \
    X(MSG_PAGE_SORT, "按哪一列排序", "Sort by")                                                                                         \
    X(MSG_PAGE_NO_WARNINGS, "没有提示：全部按表读取",                                                                                   \
      "no warnings: everything was read as it stands")                                                                                  \
    X(MSG_PAGE_NOT_CHECKED, "正在检查，稍候列出", "being checked, the list follows")                                                    \
    X(MSG_PAGE_LINE, "第 %u 行", "line %u")                                                                                             \
    X(MSG_PAGE_MORE_WARNINGS, "另有 %u 条未列出", "not listed any more: %u")                                                            \
    X(MSG_SORT_FILE_ORDER, "（文件原有顺序）", "(order of the file)")                                                                   \
    X(MSG_SORT_ASCENDING, "升序", "ascending")                                                                                          \
    X(MSG_SORT_DESCENDING, "降序", "descending")                                                                                        \
    X(MSG_PAGE_SAVE, "写成文件", "Write to a file")                                                                                     \
    X(MSG_SAVE_CIRCULAR, "滞后和逾期事项通报，取自当前列表 %u 项",                                                                      \
      "Circular of what is behind or overdue among those listed: %u")                                                                   \
    X(MSG_SAVE_VIEW, "当前列表 %u 项", "What is listed, records: %u")                                                                   \
    X(MSG_SAVE_UNGROUPED, "不分组", "not grouped")                                                                                      \
    X(MSG_SAVE_CSV, "供 Excel、WPS 打开；会被当作公式的格前加 '",                                                                       \
      "for Excel and WPS; cells that would run as formulas get a '")                                                                    \
    X(MSG_SAVE_TSV, "与原表一字不差，以制表符分隔",                                                                                     \
      "every cell as in the table, separated by tabs")                                                                                  \
    X(MSG_SAVE_TEXT, "排好版的纯文本", "plain text, laid out")                                                                          \
    X(MSG_SAVE_MD, "Markdown 表格", "a Markdown table")                                                                                 \
    X(MSG_SAVE_JSON, "供程序读取", "for programs")                                                                                      \
    X(MSG_SAVE_TOO_EARLY, "表还没有读完，请稍候", "the table is still being read: wait a moment")                                       \
    X(MSG_SAVE_IN_USE, "正在查阅这个文件，请另起名",                                                                                    \
      "it is a file of this review: choose another name")                                                                               \
    X(MSG_SAVE_NAME_CIRCULAR, "%.*s-通报.%s", "%.*s-circular.%s")                                                                       \
    X(MSG_SAVE_NAME_VIEW, "%.*s-导出.%s", "%.*s-export.%s")                                                                             \
    X(MSG_SAVE_DONE, "已写入 %u 项：%.*s", "records written: %u, to %.*s")                                                              \
    X(MSG_SAVE_DONE_GUARDED, "已写入 %u 项，其中 %u 格前加 ' 以防当作公式：%.*s",                                                       \
      "records written: %u, cells with a ' so as not to run as formulas: %u, to %.*s")                                                  \
    X(MSG_SAVE_DONE_CIRCULAR, "已写入通报，滞后或逾期 %u 项：%.*s",                                                                     \
      "circular written, behind or overdue: %u, to %.*s")                                                                               \
    X(MSG_COPY_CELL, "%.*s 号 %.*s", "no. %.*s, %.*s")                                                                                  \
    X(MSG_COPY_RECORD, "%.*s 号全部内容", "no. %.*s, the whole record")                                                                 \
    X(MSG_COPY_SENT, "已发送到终端剪贴板：%.*s", "sent to the terminal's clipboard: %.*s")                                              \
    X(MSG_COPY_EMPTY, "这一格是空的，没有发送", "the cell is empty: nothing sent")                                                      \
    X(MSG_COPY_TOO_LONG, "太长，没有发送：终端剪贴板一次最多 %d 字节",                                                                  \
      "too long, not sent: a terminal's clipboard takes %d B")                                                                          \
    X(MSG_COPY_NO_CLIPBOARD, "没有发送：这种终端没有剪贴板",                                                                            \
      "not sent: this kind of terminal has no clipboard")                                                                               \
    X(MSG_HELP_SAVE, "写成文件：通报，或当前列表（csv、tsv、文本等）",                                                                  \
      "write to a file: the circular, or what is listed (csv, tsv, text ...)")                                                          \
    X(MSG_HELP_COPY_CELL, "把当前一格发送到本机剪贴板（OSC 52）",                                                                       \
      "send the cell to your machine's clipboard (OSC 52)")                                                                             \
    X(MSG_HELP_COPY_RECORD, "把整项任务发送到本机剪贴板",                                                                               \
      "send the whole record to your machine's clipboard")                                                                              \
    X(MSG_PROMPT_FILE, "写入文件：", "Write to the file: ")                                                                             \
    X(MSG_PROMPT_REPLACE, "已有此文件，替换吗？（y 替换，n 另起名）",                                                                   \
      "It exists; replace it? (y: yes, n: another name) ")                                                                              \
    /* app: the command line */                                                                                                         \
    X(MSG_OPTION_UNKNOWN, "没有这个选项（--help 列出全部）", "no such option (--help lists them)")                                      \
    X(MSG_OPTION_AMBIGUOUS, "不止一个选项这样开头：%s", "several options begin so: %s")                                                 \
    X(MSG_OPTION_NO_VALUE, "这个选项不带值", "this option takes no value")                                                              \
    X(MSG_OPTION_VALUE_MISSING, "后面缺少 %s", "its %s is missing")                                                                     \
    X(MSG_BATCH_GUARDED, "有 %u 格前加了 ' 以防当作公式",                                                                               \
      "cells that got a ' so as not to run as formulas: %u")                                                                            \
    X(MSG_OPTION_EMPTY, "值是空的", "its value is empty")                                                                               \
    X(MSG_OPTION_CHOICES, "可用的值：%s", "it must be one of: %s")                                                                      \
    X(MSG_OPTION_NOT_DATE, "不是日期，应写作 2023-09-30", "not a date; write it as 2023-09-30")                                         \
    X(MSG_OPTION_NOT_HEADER, "应为行号（从 1 起）或 none",                                                                              \
      "it must be a line number from 1, or none")                                                                                       \
    X(MSG_OPTION_NOT_DELIMITER, "应为 auto、tab、comma 或一个标点",                                                                     \
      "it must be auto, tab, comma or one punctuation mark")                                                                            \
    X(MSG_OPTION_NOT_ROLE, "应写作 列=角色，角色有：%s", "write COLUMN=ROLE; the roles are: %s")                                        \
    X(MSG_OPTION_MANY_ROLES, "--role 太多", "too many --role")                                                                          \
    X(MSG_OPTION_MANY_FILES, "文件太多，最多 256 个", "too many files: 256 at most")                                                    \
    X(MSG_OPTION_ONE_OUTPUT, "--print、--summary、--report、--check 只能选一个",                                                        \
      "only one of --print, --summary, --report and --check")                                                                           \
    X(MSG_OPTIONS_OUTPUT, "不开屏幕", "Without a screen")                                                                               \
    X(MSG_OPTIONS_VIEW, "看什么", "What is shown")                                                                                      \
    X(MSG_OPTIONS_READING, "怎样读文件（不写则自动识别）",                                                                              \
      "How the file is read (recognised if not said)")                                                                                  \
    X(MSG_OPTIONS_TERMINAL, "终端与界面", "Terminal and interface")                                                                     \
    X(MSG_OPTIONS_ABOUT, "关于程序", "About the program")                                                                               \
    X(MSG_OPTION_PRINT, "把任务写到标准输出；不写格式即 tsv",                                                                           \
      "write the records to standard output; as tsv if no format is named")                                                             \
    X(MSG_OPTION_SUMMARY, "写出汇总：总数，并按领导、单位、时限、状态",                                                                 \
      "write the counts: in all, by leader, unit, deadline and state")                                                                  \
    X(MSG_OPTION_REPORT, "写出滞后和逾期事项的通报，按牵头单位或 --by 分列",                                                            \
      "write what is behind or overdue as a circular, by lead unit or --by")                                                            \
    X(MSG_OPTION_CHECK, "核查全表，每条提示一行，写作 文件:行号: warning 或 note: 内容 [种类]",                                         \
      "list what is odd about the table, a line each: FILE:LINE: warning or note: text [kind]; "                                        \
      "what was rightly left out (blank lines, the header again) is a note")                                                            \
    X(MSG_OPTION_COLUMNS, "--print 只写这些列，用逗号分隔",                                                                             \
      "the columns that --print writes, separated by commas")                                                                           \
    X(MSG_OPTION_BY, "汇总再加这一列；通报按它分列",                                                                                    \
      "a further column to count by; what a circular is grouped by")                                                                    \
    X(MSG_OPTION_FILTER, "只要符合条件的任务，写法与 & 键相同",                                                                         \
      "only records that match, written as with the key &")                                                                             \
    X(MSG_OPTION_SORT, "排序：角色或列名，前面加 - 为降序",                                                                             \
      "sort by roles or header names, - before one for descending")                                                                     \
    X(MSG_OPTION_AGAINST, "与早先的一份表对比：变化、未变、新增、消失",                                                                 \
      "compare with an earlier table: changed, same, new and gone records")                                                             \
    X(MSG_OPTION_REVIEW, "标记与批注存放的文件，可多人共用",                                                                            \
      "the file that keeps marks and remarks; reviewers may share one")                                                                 \
    X(MSG_OPTION_AS_OF, "表所报告的日期，如 2023-09-30",                                                                                \
      "the day that the table reports on, as 2023-09-30")                                                                               \
    X(MSG_OPTION_ENCODING, "文件的编码，如 UTF-8、GB18030、UTF-16LE、Big5",                                                             \
      "the encoding, such as UTF-8, GB18030, UTF-16LE, Big5")                                                                           \
    X(MSG_OPTION_DELIMITER, "列与列之间的分隔符", "what stands between columns")                                                        \
    X(MSG_OPTION_HEADER, "表头在文件的第几行；none 为没有表头",                                                                         \
      "the line of the header in the file; none: there is no header")                                                                   \
    X(MSG_OPTION_ROLE, "某一列的角色，可以写多次；多张表时，用于有这一列的各表",                                                        \
      "what a column means; may be given several times; of several tables it holds for each that "                                      \
      "has the column")                                                                                                                 \
    X(MSG_OPTION_WIDTH, "“ ” — … · 在终端上占一格还是两格",                                                                             \
      "whether “ ” — … · take one cell or two on this terminal")                                                                        \
    X(MSG_OPTION_ASCII, "框线和标记只用 ASCII 字符",                                                                                    \
      "draw rules and marks with ASCII characters only")                                                                                \
    X(MSG_OPTION_COLOR, "用不用颜色", "whether to use colours")                                                                         \
    X(MSG_OPTION_LANG, "界面语言：zh 中文，en 英文",                                                                                    \
      "the language of the interface: Chinese or English")                                                                              \
    X(MSG_OPTION_RESTRICTED,                                                                                                            \
      "受限运行，供共用登录：不写文件，不打开其他文件和程序，不联网，由内核保证；best-"            \
      "effort：内核做不到也运行",                                                                                                       \
      "for shared logins, enforced by the kernel: write no file, open no other file or program, "                                       \
      "use no network; best-effort: run even where the kernel cannot")                                                                  \
    X(MSG_OPTION_HELP, "显示本说明", "show this text")                                                                                  \
    X(MSG_OPTION_VERSION, "显示版本", "show the version")                                                                               \
    X(MSG_OPTION_KEYS, "列出全部按键", "list the keys")                                                                                 \
    X(MSG_USAGE, "用法：", "Usage: ")                                                                                                   \
    X(MSG_USAGE_SYNOPSIS, "duban [选项]... [文件 | 主机:路径 | -]...",                                                                  \
      "duban [OPTION]... [FILE | HOST:PATH | -]...")                                                                                    \
    X(MSG_USAGE_ABOUT, "查阅政府责任目标推进情况一览表。",                                                                              \
      "Reads and reviews tables of government responsibility targets.")                                                                 \
    X(MSG_USAGE_FILES,                                                                                                                  \
      "几个文件合成一张表。主机:路径 或 ssh://用户@主机:端口/路径 用 ssh 读取；10 秒连不上、30 "        \
      "秒读不完的主机略过，并说明原因。",                                                                                               \
      "Several files are opened as one table. HOST:PATH and ssh://USER@HOST:PORT/PATH are read "                                        \
      "with ssh; a host that does not answer within 10 seconds or send all within 30 is left "                                          \
      "out, and named.")                                                                                                                \
    X(MSG_USAGE_PIPES, "没有文件名时读取管道；标准输出不是终端时写出文本。",                                                            \
      "Without FILE it reads a pipe; without a terminal to write to, it writes text.")                                                  \
    X(MSG_USAGE_VALUES, "值写在 = 后面，或作为下一个词（可以不写值的只用 =）。",                                                        \
      "A value stands behind = or is the next word (behind = only where it may be left out).")                                          \
    X(MSG_USAGE_NAMES, "选项名可以只写开头，只要不会混淆。",                                                                            \
      "The beginning of a name is enough where it means one option only.")                                                              \
    X(MSG_USAGE_EXIT, "退出状态", "Exit status")                                                                                        \
    X(MSG_USAGE_EXIT_GOOD, "正常", "all is well")                                                                                       \
    X(MSG_USAGE_EXIT_NONE, "没有任务符合条件（不开屏幕时）；--check 有 warning（note 不算）",                                           \
      "no record matches (without a screen); --check has a warning (notes do not count)")                                               \
    X(MSG_USAGE_EXIT_TROUBLE, "用法错误，或文件无法读取，或有任务未能判定",                                                             \
      "wrong usage, the table cannot be read, or a record could not be decided")                                                        \
    X(MSG_USAGE_EXIT_SIGNAL, "被信号 N 结束（连接中断为 129）；终端已先恢复",                                                           \
      "ended by the signal N (129: or the line dropped), after the terminal was restored")                                              \
    /* restricted runs */                                                                                                               \
    X(MSG_RESTRICTED_OFF, "受限模式，不可用", "off: restricted")                                                                        \
    X(MSG_RESTRICTED_FILE, "受限模式不打开其他文件", "a restricted run opens no other file")                                            \
    X(MSG_RESTRICTED_HOST, "受限模式不连接其他主机", "a restricted run reads from no other host")                                       \
    X(MSG_RESTRICTED_NO_WRITING, "受限模式不写文件", "a restricted run writes no file")                                                 \
    X(MSG_RESTRICTED_LACKING, "内核没有 %s（--restricted=best-effort 可不用它）",                                                       \
      "the kernel has no %s (--restricted=best-effort does without)")                                                                   \
    X(MSG_RESTRICTED_PARTLY, "受限模式缺少内核的 %s", "restricted without the kernel's %s")                                             \
    X(MSG_RESTRICTED_HELP, "（受限模式，不可用）", " (off: restricted)")                                                                \
    /* app: the roll-up */                                                                                                              \
    X(MSG_KEYS_ROLLUP, "汇总", "Roll-up")                                                                                               \
    X(MSG_HELP_SAME_UNIT, "只看同一牵头单位的任务（q 返回）",                                                                           \
      "the other records of the unit (q: back)")                                                                                        \
    X(MSG_NOTICE_NO_UNITS, "表中没有单位一列", "the table has no column of units")                                                      \
    X(MSG_HELP_ROLLUP, "按本列汇总", "roll up by the column")                                                                           \
    X(MSG_HELP_DRILL, "把本行再按下一项细分", "roll the line up by a further one")                                                      \
    X(MSG_HELP_ENTER_LINE, "列出本行的任务（q 返回汇总）",                                                                              \
      "list the line's records (q comes back)")                                                                                         \
    X(MSG_HELP_NEXT_GROUPING, "换一项汇总：领导、单位、时限等",                                                                         \
      "group by the next: leader, unit, deadline ...")                                                                                  \
    X(MSG_HELP_PREVIOUS_GROUPING, "换回上一项汇总", "group by the previous")                                                            \
    X(MSG_HELP_GROUPINGS, "选择按哪一项汇总", "choose what to group by")                                                                \
    X(MSG_HINT_ROLLUP, "汇总", "totals")                                                                                                \
    X(MSG_HINT_DRILL, "细分", "go into")                                                                                                \
    X(MSG_HINT_ENTER_LINE, "列出", "list")                                                                                              \
    X(MSG_HINT_GROUPING, "换项", "group by")                                                                                            \
    X(MSG_PAGE_GROUPINGS, "按哪一项汇总", "Group by")                                                                                   \
    X(MSG_GROUPING_NOW, "现在", "now")                                                                                                  \
    X(MSG_STANDING_OVERDUE, "逾期", "late")                                                                                             \
    X(MSG_STANDING_DUE, "到期", "due")                                                                                                  \
    X(MSG_STANDING_OVERDUE_BY, "逾期 %d 天", "days overdue: %d")                                                                        \
    X(MSG_STANDING_DUE_ON_THE_DAY, "当日到期", "due on the day")                                                                        \
    X(MSG_STANDING_DAYS_LEFT, "还有 %d 天", "days left: %d")                                                                            \
    X(MSG_HELP_LINE_LEFT, "左移一个字", "left by a character")                                                                          \
    X(MSG_HELP_LINE_RIGHT, "右移一个字", "right by a character")                                                                        \
    X(MSG_HELP_LINE_HOME, "到行首", "to the beginning of the line")                                                                     \
    X(MSG_HELP_LINE_END, "到行尾", "to the end of the line")                                                                            \
    X(MSG_HELP_ERASE, "删除前一个字", "delete the character before")                                                                    \
    X(MSG_HELP_ERASE_HERE, "删除后一个字", "delete the character here")                                                                 \
    X(MSG_HELP_ERASE_WORD, "删除前一个词", "delete the word before")                                                                    \
    X(MSG_HELP_ERASE_BEFORE, "删到行首", "delete to the beginning")                                                                     \
    X(MSG_HELP_ERASE_BEHIND, "删到行尾", "delete to the end")                                                                           \
    X(MSG_HELP_LINE_OLDER, "上一次输入的", "what was typed before")                                                                     \
    X(MSG_HELP_LINE_NEWER, "下一次输入的", "what was typed after that")                                                                 \
    X(MSG_HELP_COMPLETE, "补全：角色、单位、领导等，可用拼音；再按换下一个",                                                            \
      "complete a role, a unit, a leader ..., by pinyin too; again: the next one")                                                      \
    X(MSG_HELP_COMPLETE_BACK, "补全，换上一个", "complete: the previous one")                                                           \
    X(MSG_NOTICE_NO_COMPLETION, "没有可补全的词", "nothing to complete here")                                                           \
    X(MSG_COLON_NO_DAY, "没有这一天，应写作 asof 2023-12-31",                                                                           \
      "no such day; write asof 2023-12-31")                                                                                             \
    X(MSG_NOTICE_NO_AS_OF, "没有截至日期，时限不作判断",                                                                                \
      "no as-of date: deadlines are not judged")                                                                                        \
    /* screen */                                                                                                                        \
    X(MSG_TERM_UNSET, "没有设置 TERM", "TERM is not set")                                                                               \
    X(MSG_TERM_UNKNOWN, "系统不认识这种终端", "the system does not know this kind of terminal")                                         \
    X(MSG_TERM_NO_CURSOR, "这种终端不能定位光标", "this kind of terminal cannot place its cursor")                                      \
    X(MSG_SCREEN_TOO_SMALL, "窗口太小", "window too small")                                                                             \
    X(MSG_TITLE_AS_OF, "截至 %s", "as of %s")                                                                                           \
    X(MSG_TITLE_AS_OF_CHANGED, "改为截至 %s", "as of %s (changed)")                                                                     \
    X(MSG_TITLE_PRO_RATA, "序时 %d%%", "pro rata %d%%")                                                                                 \
    X(MSG_LIST_EMPTY, "没有符合条件的任务（按 & 清空条件再回车，显示全部）",                                                            \
      "no record matches (press &, empty the line, Enter: all are shown)")                                                              \
    X(MSG_LIST_GONE, "消失的任务不在本表里：按 = 看它们",                                                                               \
      "tasks that are gone are not in this table: press = to see them")                                                                 \
    X(MSG_DETAIL_ALL, "全部", "all")                                                                                                    \
    X(MSG_DETAIL_BELOW, "下有%zu行", "lines below: %zu")                                                                                \
    X(MSG_STATUS_ON_SCHEDULE, "按计划 %u/%u", "on schedule %u/%u")                                                                      \
    X(MSG_STATUS_RECORDS, "共 %u 项", "records %u")                                                                                     \
    X(MSG_STATUS_BEHIND, "滞后 %u", "behind %u")                                                                                        \
    X(MSG_STATUS_NO_STATES, "没有状态列", "no states")                                                                                  \
    X(MSG_STATUS_OVERDUE, "逾期 %u", "overdue %u")                                                                                      \
    X(MSG_STATUS_DUE, "当日到期 %u", "due on the day %u")                                                                               \
    X(MSG_STATUS_NOT_STATED, "未填 %u", "not stated %u")                                                                                \
    X(MSG_STATUS_ON_SCHEDULE_SHORT, "按%u/%u", "on %u/%u")                                                                              \
    X(MSG_STATUS_RECORDS_SHORT, "共%u", "all %u")                                                                                       \
    X(MSG_STATUS_BEHIND_SHORT, "滞%u", "x%u")                                                                                           \
    X(MSG_STATUS_NOT_STATED_SHORT, "未%u", "?%u")                                                                                       \
    X(MSG_STATUS_MARKS, "标记 %u", "marked %u")                                                                                         \
    X(MSG_STATUS_OTHER, "其他 %u", "other %u")                                                                                          \
    X(MSG_STATUS_LOADING, "读取中 %d%%，尚未计全", "reading, %d%% so far")                                                              \
    X(MSG_STATUS_LOADING_ROWS, "读取中 %u 项，尚未计全", "reading, records so far: %u")                                                 \
    X(MSG_STATUS_NOT_WHOLE, "未读完", "not whole")                                                                                      \
    X(MSG_NOTICE_STALE, "文件被改写、替换或删除了；显示的仍是原来读到的内容",                                                           \
      "the file was written, replaced or deleted; what is shown is what was read before")                                               \
    X(MSG_STATUS_STALE, "文件已变", "file changed")                                                                                     \
    X(MSG_STATUS_STALE_KEY, "按 R 重新读取", "R reads it again")                                                                        \
    X(MSG_STATUS_DETAIL, "情况 ", "detail ")                                                                                            \
    X(MSG_STATUS_FILTER, "筛选 ", "filter ")                                                                                            \
    X(MSG_STATUS_SEARCH, "搜索 ", "search ")                                                                                            \
    X(MSG_STATUS_WARNINGS, "提示 %u", "warnings %u")                                                                                    \
    X(MSG_STATUS_UNQUOTED, "引号已去", "unquoted")                                                                                      \
    X(MSG_PROMPT_SEARCH, "搜索：", "Search: ")                                                                                          \
    X(MSG_PROMPT_FILTER, "筛选：", "Filter: ")                                                                                          \
    X(MSG_PROMPT_GOTO, ":", ":")                                                                                                        \
    X(MSG_ADVICE_GOTO, "序号，或 截至 2023-12-31", "a number, or asof 2023-12-31")                                                      \
    X(MSG_ADVICE_QUERY, "如 公路   领导:姓名   时限<=9月底   is:滞后  （Tab 补全）",                                                    \
      "such as road   leader:name   due<=2023-09-30   is:behind   (Tab completes)")                                                     \
    /* end */

#endif
