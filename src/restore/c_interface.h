/* codau/restore.h — restoration for C and every language that calls C.
 *
 * A restorer is opened once, may then be used from several threads at a time, and is closed when no
 * call uses it. A result belongs to the caller. Functions that can fail return CODAU_OK or a code
 * of enum codau_status and then fill `error` (which may be NULL) with a message; no C++ exception
 * comes out of them. Texts are bytes with a size: NUL bytes and bytes that are not UTF-8 are kept.
 *
 * Compiled as C++ inside codau, as C99 or C++ by its users.
 */
#ifndef CODAU_RESTORE_H
#define CODAU_RESTORE_H

/* NOLINTBEGIN(modernize-*, readability-identifier-naming): this is C */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct codau_restorer codau_restorer;
typedef struct codau_result codau_result;

enum codau_status {
  CODAU_OK = 0,
  CODAU_BAD_INPUT = 3,
  CODAU_OUTPUT_REFUSED = 5, /* a write function returned non-zero */
  CODAU_BAD_MODEL = 6,      /* missing, damaged or of another version; the message names the file */
  CODAU_DEFECT = 70
};

typedef struct codau_error {
  int status;
  char message[256];
} codau_error;

enum codau_mode {
  CODAU_MODE_AUTO = 0, /* found out line by line */
  CODAU_MODE_STRIPPED = 1,
  CODAU_MODE_DAMAGED = 2,
  CODAU_MODE_CLEAN = 3
};

typedef struct codau_options {
  int mode;              /* enum codau_mode */
  double min_confidence; /* a change with less is not made */
} codau_options;

/* One edit. `start` and `end` are bytes of the input, `out_start` and `out_end` of the output.
 * The texts end with NUL behind their sizes and live as long as the result. */
typedef struct codau_change {
  uint64_t start, end, out_start, out_end;
  const char* before;
  size_t before_size;
  const char* after;
  size_t after_size;
  const char* rule;      /* stripped, latin_ocr, nfc, ... */
  const char* source;    /* ocr_restore, normalise, encoding */
  const char* runner_up; /* next best reading, empty if none */
  double confidence;     /* 0 to 1 */
} codau_change;

/* "0.1.0" */
const char* codau_version(void);
codau_options codau_default_options(void);

/* `models` and `data` are the folders of these names under share/codau. */
int codau_restorer_open(const char* models, const char* data, codau_restorer** out,
                        codau_error* error);
/* NULL is allowed. */
void codau_restorer_close(codau_restorer* restorer);

/* `options` may be NULL. On success `*out` is to be freed by codau_result_free. */
int codau_restore(const codau_restorer* restorer, const char* text, size_t size,
                  const codau_options* options, codau_result** out, codau_error* error);
/* `size` may be NULL; NUL stands behind the last byte. */
const char* codau_result_text(const codau_result* result, size_t* size);
size_t codau_result_changes(const codau_result* result);
/* Precondition: index < codau_result_changes(result). */
codau_change codau_result_change(const codau_result* result, size_t index);
/* NULL is allowed. */
void codau_result_free(codau_result* result);

/* Gives up to `size` bytes into `buffer`, returns how many; 0 at the end. */
typedef size_t (*codau_read)(void* user, char* buffer, size_t size);
/* Takes restored bytes; anything but 0 stops the stream. */
typedef int (*codau_write)(void* user, const char* bytes, size_t size);

/* A text of any size in bounded memory: the output is that of codau_restore. */
int codau_restore_stream(const codau_restorer* restorer, const codau_options* options,
                         codau_read read, codau_write write, void* user, codau_error* error);

#ifdef __cplusplus
}
#endif
/* NOLINTEND(modernize-*, readability-identifier-naming) */
#endif
