/* codau/restore.h: Vietnamese text gets its marks back, for C and every language that calls C.
 *
 * A restorer is opened once, may then be used by any number of threads at a time, and is closed
 * when no call uses it. A result is the caller's, and only read from then on. What can fail returns
 * CODAU_OK or another codau_status, and says why in `error`, which may be NULL; no exception comes
 * out, nothing is printed, the process never ends. Texts are bytes with a size: NUL bytes and bytes
 * that are no UTF-8 stay; NUL stands behind every text of a result. Places are bytes of the whole
 * input, or output, which may be over 4 GiB.
 *
 * Programs run with newer libraries of one SOVERSION: structs grow at their ends only; those that
 * the caller makes carry their size or never change.
 */
#ifndef CODAU_RESTORE_H
#define CODAU_RESTORE_H

/* NOLINTBEGIN(modernize-*, readability-identifier-naming): this is C */
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define CODAU_API __attribute__((visibility("default")))
#else
#define CODAU_API
#endif
#ifdef __cplusplus
extern "C" {
#endif

typedef struct codau_restorer codau_restorer;
typedef struct codau_result codau_result;

enum codau_status {
  CODAU_OK = 0,
  CODAU_BAD_USE = 2,   /* an argument or option that there is not */
  CODAU_BAD_INPUT = 3, /* a change log that is none, or not of this text */
  CODAU_STOPPED = 5,   /* a function of the caller said so, or threw an exception of C++ */
  CODAU_BAD_MODEL = 6, /* missing, damaged or of another version; the message names the file */
  CODAU_NO_MEMORY = 8,
  CODAU_DEFECT = 70 /* of the library */
};

typedef struct codau_error { /* never changes; messages are cut where they do not fit */
  int status;
  char message[1020];    /* English */
  char message_vi[1024]; /* Vietnamese */
} codau_error;

enum codau_mode {
  CODAU_AUTO = 0, /* found out line by line */
  CODAU_STRIPPED = 1,
  CODAU_DAMAGED = 2, /* by a reader of scans */
  CODAU_CLEAN = 3    /* NFC and nothing else */
};

typedef struct codau_options { /* filled by codau_options_init */
  size_t size;
  int mode;
  int list_tokens;       /* not 0: results have tokens */
  int write_log;         /* not 0: results have a change log */
  double min_confidence; /* 0 to 1: a change with less is not made */
} codau_options;

typedef struct codau_change {
  uint64_t start, end, out_start, out_end;
  const char *before, *after;
  size_t before_size, after_size;
  const char* rule;      /* stripped, latin_ocr, nfc, ... */
  const char* source;    /* ocr_restore, lexicon, normalise, encoding */
  const char* runner_up; /* next best reading, empty if there is none */
  double confidence;     /* 0 to 1 */
} codau_change;

enum codau_token_kind {
  CODAU_WORD = 0,
  CODAU_LOST_WORD = 1, /* found where the input has none: `start` is `end` */
  CODAU_CODE = 2,      /* inside a document's number, an e-mail address, a URL */
  CODAU_MARK = 3,      /* of a list, or a numeral of letters */
  CODAU_NUMBER = 4
};

typedef struct codau_alternative {
  const char* text;
  size_t size;
  double confidence;
} codau_alternative;

typedef struct codau_token { /* changed or not; those of a result ascend */
  uint64_t start, end, out_start, out_end;
  const char *before, *after;
  size_t before_size, after_size;
  int kind;          /* enum codau_token_kind */
  double confidence; /* of `after`; with those of the alternatives at most 1 */
  size_t alternatives;
} codau_token;

typedef struct codau_doubt { /* a word that may be wrong, changed or not */
  uint64_t out_start, out_end;
  const char* runner_up;
  double confidence;
  int is_author; /* not 0: the text has it so, the typing is in doubt */
} codau_doubt;

CODAU_API const char* codau_version(void); /* "0.1.0" */

/* Defaults. `size` is sizeof(codau_options) of the caller's header; where it is less than that of
 * version 0.1, every call refuses the options (CODAU_BAD_USE). */
CODAU_API void codau_options_init(codau_options* options, size_t size);

/* `models` and `data` are the folders of these names in share/codau; NULL: those of the prefix in
 * which the library (or the program that it is part of) lies. `lexicons`: `count` folders of the
 * user's tables of words, later ones over earlier ones. */
CODAU_API int codau_restorer_open(const char* models, const char* data, const char* const* lexicons,
                                  size_t count, codau_restorer** out, codau_error* error);
CODAU_API void codau_restorer_close(codau_restorer* restorer); /* NULL is allowed */

/* `options` may be NULL. `*out` is to be freed by codau_result_free. */
CODAU_API int codau_restore(const codau_restorer* restorer, const char* text, size_t size,
                            const codau_options* options, codau_result** out, codau_error* error);
/* The input of a restored text back; `log` is its change log. `*out` has a text and nothing else.
 */
CODAU_API int codau_undo(const char* text, size_t size, const char* log, size_t log_size,
                         codau_result** out, codau_error* error);

#define CODAU_READ_FAILED SIZE_MAX
/* Gives up to `size` bytes into `buffer`, returns how many; 0 at the end. More is CODAU_BAD_USE. */
typedef size_t (*codau_read)(void* user, char* buffer, size_t size);
/* Takes the next piece of the result, there during the call; anything but 0 stops the stream. */
typedef int (*codau_take)(void* user, const codau_result* piece);
/* A text of any size in bounded memory: all pieces together are the result of codau_restore. */
CODAU_API int codau_restore_stream(const codau_restorer* restorer, const codau_options* options,
                                   codau_read read, codau_take take, void* user,
                                   codau_error* error);

/* `size` may be NULL. */
CODAU_API const char* codau_result_text(const codau_result* result, size_t* size);
/* JSON Lines, as `codau restore --changes` writes them. */
CODAU_API const char* codau_result_log(const codau_result* result, size_t* size);
CODAU_API size_t codau_result_changes(const codau_result* result);
CODAU_API size_t codau_result_tokens(const codau_result* result);
CODAU_API size_t codau_result_doubts(const codau_result* result);
/* These are NULL where there are not so many; they live as long as the result. */
CODAU_API const codau_change* codau_result_change(const codau_result* result, size_t index);
CODAU_API const codau_token* codau_result_token(const codau_result* result, size_t index);
CODAU_API const codau_doubt* codau_result_doubt(const codau_result* result, size_t index);
CODAU_API const codau_alternative* codau_result_alternative(const codau_result* result,
                                                            size_t token, size_t index);
CODAU_API void codau_result_free(codau_result* result); /* NULL is allowed */

#ifdef __cplusplus
}
#endif
/* NOLINTEND(modernize-*, readability-identifier-naming) */
#endif
