/*
 * messages: the rows of the message table (see base/message.h). X(name, Chinese, English).
 *
 * Keep a section a layer, and the rows of a section in the order in which a user meets them.
 */
#ifndef DUBAN_BASE_MESSAGES_H
#define DUBAN_BASE_MESSAGES_H

#define MESSAGE_LIST(X)                                                                            \
    /* base: what failed (enum err) */                                                             \
    X(MSG_ERR_OPEN, "无法打开", "cannot open")                                                     \
    X(MSG_ERR_READ, "读取失败", "cannot read")                                                     \
    X(MSG_ERR_WRITE, "写入失败", "cannot write")                                                   \
    X(MSG_ERR_KIND, "不是文件或管道", "not a file or pipe")                                        \
    X(MSG_ERR_EMPTY, "没有内容", "nothing to show")                                                \
    X(MSG_ERR_BINARY, "不是文本表格", "not a text table")                                          \
    X(MSG_ERR_LIMIT, "超出限制", "too large")                                                      \
    X(MSG_ERR_ENCODING, "编码不可用", "encoding not available")                                    \
    X(MSG_ERR_USAGE, "用法错误", "wrong usage")                                                    \
    X(MSG_ERR_QUERY, "查询有误", "cannot read the query")                                          \
    X(MSG_ERR_TERMINAL, "终端不可用", "terminal not usable")                                       \
    /* base: reasons */                                                                            \
    X(MSG_NO_SUCH_FILE, "没有这个文件", "no such file")                                            \
    X(MSG_NO_PERMISSION, "没有读取权限", "no permission")                                          \
    X(MSG_IS_DIRECTORY, "是一个目录", "it is a directory")                                         \
    X(MSG_OUT_OF_MEMORY, "内存不足,程序退出", "out of memory, leaving")                            \
    /* table */                                                                                    \
    /* review */                                                                                   \
    /* app */                                                                                      \
    /* screen */                                                                                   \
    /* end */

#endif
