# Writes a source with a function that gives the bytes of a file.
# usage: cmake -DFILE=FILE -DSOURCE=FILE -DHEADER=room/header.h -DSPACE=codau::room -DNAME=function -P embed_bytes.cmake
file(READ "${FILE}" hex HEX)
string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\"\n    \"" bytes "${bytes}")
file(SIZE "${FILE}" size)
file(WRITE "${SOURCE}" "// Made by cmake/embed_bytes.cmake.
#include \"${HEADER}\"

namespace ${SPACE} {

std::string_view ${NAME}() {
  static constexpr char kBytes[] =
    \"${bytes}\";
  return {kBytes, ${size}};
}

}  // namespace ${SPACE}
")
