/* The smallest program that uses the library from C: restore_c MODELS DATA TEXT */
#include <codau/restore.h>
#include <stdio.h>
#include <string.h>

struct stream {
  const char* rest;
  char out[4096];
  size_t written;
};

static size_t give(void* user, char* buffer, size_t size) {
  struct stream* stream = user;
  size_t left = strlen(stream->rest);
  if (left > size) left = size;
  memcpy(buffer, stream->rest, left);
  stream->rest += left;
  return left;
}

static int take(void* user, const codau_result* piece) {
  struct stream* stream = user;
  size_t size;
  const char* text = codau_result_text(piece, &size);
  if (size > sizeof stream->out - stream->written) return 1;
  memcpy(stream->out + stream->written, text, size);
  stream->written += size;
  return 0;
}

static void show(const codau_result* result) {
  size_t i, k;
  puts(codau_result_text(result, NULL));
  for (i = 0; i < codau_result_changes(result); ++i) {
    const codau_change* change = codau_result_change(result, i);
    printf("%s -> %s %.4f\n", change->before, change->after, change->confidence);
  }
  for (i = 0; i < codau_result_tokens(result); ++i) {
    const codau_token* token = codau_result_token(result, i);
    for (k = 0; k < token->alternatives; ++k) {
      const codau_alternative* other = codau_result_alternative(result, i, k);
      printf("%s or %s %.4f\n", token->after, other->text, other->confidence);
    }
  }
}

int main(int argc, char** argv) {
  codau_restorer* restorer = NULL;
  codau_result *result = NULL, *back = NULL;
  codau_options options;
  codau_error error;
  struct stream stream = {argc == 4 ? argv[3] : "", "", 0};
  const char *text, *log;
  size_t size, log_size;
  int same;

  if (argc != 4) return 2;
  codau_options_init(&options, sizeof options);
  options.list_tokens = options.write_log = 1;
  if (codau_restorer_open(argv[1], argv[2], NULL, 0, &restorer, &error) != CODAU_OK ||
      codau_restore(restorer, argv[3], strlen(argv[3]), &options, &result, &error) != CODAU_OK ||
      codau_restore_stream(restorer, &options, give, take, &stream, &error) != CODAU_OK) {
    fprintf(stderr, "%s\n", error.message);
    codau_result_free(result);
    codau_restorer_close(restorer);
    return error.status;
  }
  show(result);
  text = codau_result_text(result, &size);
  log = codau_result_log(result, &log_size);
  same = size == stream.written && memcmp(stream.out, text, size) == 0 &&
         codau_undo(text, size, log, log_size, &back, &error) == CODAU_OK &&
         strcmp(codau_result_text(back, NULL), argv[3]) == 0;
  codau_result_free(back);
  codau_result_free(result);
  codau_restorer_close(restorer);
  return same ? 0 : 1;
}
