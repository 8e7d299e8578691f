#include "recogniser/trained_layers.h"

#include <cstddef>
#include <cstdint>

#include "recogniser/traineddata.h"

// The program embeds the file, since a worker opens only files that it was given.
asm(".pushsection .rodata\n"
    ".globl codau_trained_layers, codau_trained_layers_end\n"
    ".hidden codau_trained_layers, codau_trained_layers_end\n"
    "codau_trained_layers:\n"
    ".incbin \"" CODAU_TRAINED_LAYERS
    "\"\n"
    "codau_trained_layers_end:\n"
    ".popsection\n");
extern const char trained_layers[] asm("codau_trained_layers");
extern const char trained_layers_end[] asm("codau_trained_layers_end");

namespace codau::recogniser {

std::string_view layers_to_read(std::string_view traineddata) {
  constexpr std::uint64_t kOfDebian = 0xd8b22a9e03496a6eU;  // tesseract-ocr-vie 1:4.1.0-2
  const std::string_view own = component(traineddata, Component::kLayers);
  if (fingerprint(own) != kOfDebian) return own;
  return {trained_layers, static_cast<std::size_t>(trained_layers_end - trained_layers)};
}

}  // namespace codau::recogniser
