// GNU Readline's headers use FILE without including <stdio.h> themselves.
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
// Of the library of terminals that Readline stands on; its header defines names that clash.
int tgetent(char *buffer, const char *terminal);
int tgetnum(const char *capability);
