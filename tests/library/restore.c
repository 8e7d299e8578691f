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

static int take(void* user, const char* bytes, size_t size) {
  struct stream* stream = user;
  if (size > sizeof stream->out - stream->written) return 1;
  memcpy(stream->out + stream->written, bytes, size);
  stream->written += size;
  return 0;
}

int main(int argc, char** argv) {
  codau_restorer* restorer = NULL;
  codau_result* result = NULL;
  codau_error error;
  struct stream stream = {argc == 4 ? argv[3] : "", "", 0};
  size_t size, i;

  if (argc != 4) return 2;
  if (codau_restorer_open(argv[1], argv[2], &restorer, &error) != CODAU_OK ||
      codau_restore(restorer, argv[3], strlen(argv[3]), NULL, &result, &error) != CODAU_OK ||
      codau_restore_stream(restorer, NULL, give, take, &stream, &error) != CODAU_OK) {
    fprintf(stderr, "%s\n", error.message);
    codau_result_free(result);
    codau_restorer_close(restorer);
    return error.status;
  }
  puts(codau_result_text(result, &size));
  for (i = 0; i < codau_result_changes(result); ++i) {
    const codau_change change = codau_result_change(result, i);
    printf("%s -> %s %.4f\n", change.before, change.after, change.confidence);
  }
  i = size == stream.written && memcmp(stream.out, codau_result_text(result, NULL), size) == 0;
  codau_result_free(result);
  codau_restorer_close(restorer);
  return i ? 0 : 1;
}
