# The contract of postgres:15-bookworm on Debian's own PostgreSQL 15.
FROM groundwork/stand-in-base:bookworm

ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=en_US.utf8 \
    PG_MAJOR=15 \
    PGDATA=/var/lib/postgresql/data

COPY prepare.sh entrypoint.sh /tmp/
RUN sh /tmp/prepare.sh /usr/share/postgresql/15/postgresql.conf.sample

VOLUME /var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
