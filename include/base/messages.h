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
    X(MSG_NO_PERMISSION, "没有权限", "no permission")                                              \
    X(MSG_NOT_PERMITTED, "系统不允许", "the system does not allow it")                             \
    X(MSG_IS_DIRECTORY, "是一个目录", "it is a directory")                                         \
    X(MSG_NOT_DIRECTORY, "路径中有一段不是目录", "a part of the path is not a directory")          \
    X(MSG_TOO_MANY_LINKS, "符号链接循环", "its symbolic links go in a circle")                     \
    X(MSG_NAME_TOO_LONG, "文件名太长", "the name is too long")                                     \
    X(MSG_FILE_EXISTS, "文件已存在", "the file exists already")                                    \
    X(MSG_NO_SUCH_DEVICE, "没有这个设备", "no such device")                                        \
    X(MSG_IO_ERROR, "磁盘或网络读写出错", "the disk or the network failed")                        \
    X(MSG_DISK_FULL, "磁盘已满", "the disk is full")                                               \
    X(MSG_QUOTA_EXCEEDED, "超出磁盘配额", "the disk quota is used up")                             \
    X(MSG_FILE_TOO_LARGE, "文件太大", "the file is too large")                                     \
    X(MSG_READ_ONLY_DISK, "磁盘是只读的", "the disk is read-only")                                 \
    X(MSG_NOT_ENOUGH_MEMORY, "内存不足", "not enough memory")                                      \
    X(MSG_TOO_MANY_OPEN, "打开的文件过多", "too many open files")                                  \
    X(MSG_FILE_BUSY, "文件正被占用", "the file is in use")                                         \
    X(MSG_READER_GONE, "接收方已关闭", "the reader has gone")                                      \
    X(MSG_FILE_GONE, "文件已不在服务器上", "the file is gone from its server")                     \
    X(MSG_TIMED_OUT, "等待超时", "timed out")                                                      \
    X(MSG_NOT_SUPPORTED, "系统不支持此操作", "the system does not support it")                     \
    X(MSG_NOT_A_TERMINAL, "不是终端", "it is not a terminal")                                      \
    X(MSG_OUT_OF_MEMORY, "内存不足,程序退出", "out of memory, leaving")                            \
    /* base: how a failure is put together (struct diag) */                                        \
    X(MSG_COLON, ":", ": ")                                                                        \
    X(MSG_QUOTED, "“%s”", "“%s”")                                                                  \
    X(MSG_AT_LINE, "(第%u行)", " (line %u)")                                                       \
    /* table */                                                                                    \
    /* review */                                                                                   \
    /* app */                                                                                      \
    /* screen */                                                                                   \
    /* end */

#endif
