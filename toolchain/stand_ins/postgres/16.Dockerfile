# The contract of postgres:16-bookworm (target `plain`) and of pgvector/pgvector:0.8.1-pg16 (target `vector`) on the
# PostgreSQL 16 that the Python package pgserver carries. It is built without TLS and without the contributed extensions.
FROM groundwork/stand-in-base:bookworm AS package

COPY pgserver.txt /tmp/
RUN pip install --require-hashes --no-deps --no-compile --target /opt -r /tmp/pgserver.txt \
    && cd /opt/pgserver/pginstall \
    && rm -r include lib/*.a lib/pkgconfig lib/postgresql/pgxs
RUN mkdir -p /vector/lib /vector/share/extension \
    && cd /opt/pgserver/pginstall \
    && mv lib/postgresql/vector.so /vector/lib \
    && mv share/postgresql/extension/vector* /vector/share/extension

FROM groundwork/stand-in-base:bookworm AS plain

# The package's programs look for their socket in /tmp; the official ones in /var/run/postgresql.
ENV PATH=/opt/pgserver/pginstall/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=en_US.utf8 \
    PG_MAJOR=16 \
    PGDATA=/var/lib/postgresql/data \
    PGHOST=/var/run/postgresql

COPY --from=package /opt/pgserver/pginstall /opt/pgserver/pginstall
COPY --from=package /opt/pgserver.libs /opt/pgserver.libs
COPY prepare.sh entrypoint.sh /tmp/
RUN sh /tmp/prepare.sh /opt/pgserver/pginstall/share/postgresql/postgresql.conf.sample

VOLUME /var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]

FROM plain AS vector

COPY --from=package /vector/lib /opt/pgserver/pginstall/lib/postgresql
COPY --from=package /vector/share /opt/pgserver/pginstall/share/postgresql
