#include "markup/read.h"

#include "markup/formats.h"

namespace codau::markup {

void read(Format format, const Input& input, const TakePassage& take) {
  switch (format) {
    case Format::kAlto:
    case Format::kHocr:
    case Format::kPage:
      return read_xml(format, input, take);
    case Format::kMarkdown:
      return read_markdown(input, take);
    case Format::kJson:
      return read_json(input, take);
  }
}

}  // namespace codau::markup
